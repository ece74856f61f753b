# The JSON-LD contexts of data/contexts, checked by hash and embedded. The packages are installed once, into build/contexts.
find_program(CAIRN_NODE node REQUIRED)
find_program(CAIRN_NPM npm REQUIRED)

function(cairn_embed_contexts target)
  if(NOT TARGET ${target})
    return()
  endif()
  set(packages ${CMAKE_SOURCE_DIR}/build/contexts)
  set(tool ${CMAKE_SOURCE_DIR}/tools/contexts)
  set(out ${CMAKE_BINARY_DIR}/embedded_contexts.cpp)
  file(GLOB tables CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/contexts/own/*.terms ${CMAKE_SOURCE_DIR}/data/contexts/published/*)
  add_custom_command(OUTPUT ${packages}/installed
    COMMAND ${CMAKE_COMMAND} -E make_directory ${packages}
    COMMAND ${CMAKE_COMMAND} -E copy ${tool}/package.json ${tool}/package-lock.json ${packages}
    COMMAND ${CAIRN_NPM} ci --ignore-scripts --no-audit --no-fund --silent --prefix ${packages}
    COMMAND ${CMAKE_COMMAND} -E touch ${packages}/installed
    DEPENDS ${tool}/package.json ${tool}/package-lock.json
    COMMENT "Installing the packages that carry the JSON-LD contexts" VERBATIM)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CAIRN_NODE} ${tool}/embed.mjs ${packages} ${out}
    DEPENDS ${packages}/installed ${tool}/embed.mjs ${CMAKE_SOURCE_DIR}/data/contexts/contexts.json ${tables}
    COMMENT "Embedding the pinned JSON-LD contexts" VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
