# SPDX-License-Identifier: GPL-3.0-or-later
# Flags that every target of the project shares.
add_library(yigong_flags INTERFACE)
target_compile_options(yigong_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
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
