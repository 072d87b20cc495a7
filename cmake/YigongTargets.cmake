# SPDX-License-Identifier: GPL-3.0-or-later
# Flags that every target of the project shares.
add_library(yigong_flags INTERFACE)
target_compile_options(yigong_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
if(NOT YIGONG_FUZZ) # another compiler than what ships is built with, which warns of other things
  target_compile_options(yigong_flags INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # GCC 12 takes a moved-from std::variant for uninitialised, and std::string's operator+ for an overlapping or
  # overlong copy (its bug 105651).
  target_compile_options(yigong_flags INTERFACE -Wno-maybe-uninitialized -Wno-array-bounds -Wno-restrict
    -Wno-stringop-overflow -Wno-stringop-overread)
endif()
target_compile_definitions(yigong_flags INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_KEYWORDS QT_MESSAGELOGCONTEXT)
target_include_directories(yigong_flags INTERFACE ${CMAKE_SOURCE_DIR})
if(YIGONG_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined -O1 -g1)
  add_link_options(-fsanitize=address,undefined)
endif()

# New files are picked up by name, so that adding one touches no list.
function(yigong_sources result)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${ARGN})
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# A folder is compiled as one source: most of a compile is reading headers and writing out the same templates again
# (clean build of core on two idle cores, no ccache: 106 s against 231 s). Names of a file's own must therefore be unique in its folder.
# While editing, -DYIGONG_FOLDERS=OFF compiles file by file, and shows a missing include.
option(YIGONG_FOLDERS "Compile each folder as one source" ON)
function(yigong_by_folder target)
  if(NOT YIGONG_FOLDERS)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  foreach(source ${sources})
    if(source MATCHES "\\.cpp$")
      get_filename_component(folder ${source} DIRECTORY)
      file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${folder})
      string(MAKE_C_IDENTIFIER ${folder} group)
      set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${group})
    endif()
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
