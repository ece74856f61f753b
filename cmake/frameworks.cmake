# The files of data/frameworks, embedded.
function(cairn_embed_frameworks target)
  if(NOT TARGET ${target})
    return()
  endif()
  set(folder ${CMAKE_SOURCE_DIR}/data/frameworks)
  set(tool ${CMAKE_SOURCE_DIR}/tools/frameworks/embed.mjs)
  set(out ${CMAKE_BINARY_DIR}/embedded_frameworks.cpp)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.toml)
  add_custom_command(OUTPUT ${out} COMMAND ${CAIRN_NODE} ${tool} ${folder} ${out} DEPENDS ${tool} ${files}
    COMMENT "Embedding the frameworks" VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
