# What is installed: the program; and as component "verifier" the verifier with everything below it (find_package(cairn)), for C++ as
# static libraries, for C as one shared library that exports cairn_verify.h and nothing else.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

function(cairn_closure out)
  set(found "")
  set(open ${ARGN})
  while(open)
    list(POP_FRONT open name)
    if(NOT name IN_LIST found)
      list(APPEND found ${name})
      list(APPEND open ${CAIRN_USES_${name}})
    endif()
  endwhile()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

cairn_closure(CAIRN_VERIFIER verify)

# The C interface. Instrumented builds have no use for it.
if(NOT CAIRN_FUZZ AND NOT CAIRN_SANITIZE)
  add_library(cairn_verify_c SHARED src/verify/c_abi.cpp)
  target_compile_definitions(cairn_verify_c PRIVATE CAIRN_VERSION="${PROJECT_VERSION}")
  target_link_libraries(cairn_verify_c PRIVATE $<BUILD_INTERFACE:cairn_settings> $<BUILD_INTERFACE:cairn_verify>)
  target_link_options(cairn_verify_c PRIVATE -Wl,--version-script=${CMAKE_SOURCE_DIR}/cmake/verify_c.map -Wl,-z,defs)
  set_target_properties(cairn_verify_c PROPERTIES OUTPUT_NAME cairn_verify VERSION ${PROJECT_VERSION} SOVERSION 1 EXPORT_NAME verify_c
    LINK_DEPENDS ${CMAKE_SOURCE_DIR}/cmake/verify_c.map)
  target_include_directories(cairn_verify_c INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  install(TARGETS cairn_verify_c EXPORT cairn LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT verifier)
  install(FILES src/verify/cairn_verify.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT verifier)
  configure_file(cmake/cairn-verify.pc.in cairn-verify.pc @ONLY)
  install(FILES ${CMAKE_BINARY_DIR}/cairn-verify.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT verifier)

  foreach(name IN LISTS CAIRN_VERIFIER)
    set_target_properties(cairn_${name} PROPERTIES EXPORT_NAME ${name})
    target_include_directories(cairn_${name} INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/cairn>)
    target_compile_features(cairn_${name} INTERFACE cxx_std_20)
    install(TARGETS cairn_${name} EXPORT cairn ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/cairn COMPONENT verifier)
    install(DIRECTORY src/${name} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cairn COMPONENT verifier
      FILES_MATCHING PATTERN "*.hpp" PATTERN "internal" EXCLUDE)
  endforeach()

  set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/cairn)
  install(EXPORT cairn NAMESPACE cairn:: FILE cairn-targets.cmake DESTINATION ${config_folder} COMPONENT verifier)
  configure_package_config_file(cmake/cairn-config.cmake.in cairn-config.cmake INSTALL_DESTINATION ${config_folder})
  write_basic_package_version_file(cairn-config-version.cmake COMPATIBILITY SameMinorVersion)
  install(FILES ${CMAKE_BINARY_DIR}/cairn-config.cmake ${CMAKE_BINARY_DIR}/cairn-config-version.cmake DESTINATION ${config_folder}
    COMPONENT verifier)
endif()

install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT verifier)
if(TARGET cairn)
  install(TARGETS cairn RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
endif()
