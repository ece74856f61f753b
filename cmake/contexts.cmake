# Filled in by the context embedding (see data/contexts).
function(cairn_embed_contexts target)
endfunction()
