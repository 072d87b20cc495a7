# SPDX-License-Identifier: GPL-3.0-or-later
# cmake --install, and `cpack -G DEB` in the build folder: client, hub, shell, desktop entry, icon, documents.
include(GNUInstallDirs)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY TRUE) # a package needs the three programs, not the tests
foreach(program yigong yigong-hub yigongctl)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()
install(FILES installer/yigong.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/ui/logo.svg RENAME yigong.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
# Not enabled by the package: most machines that have it are laptops.
install(FILES installer/yigong-hub.service DESTINATION lib/systemd/system)
install(FILES installer/yigong-update.path installer/yigong-update.service DESTINATION lib/systemd/system)
# Whose new versions a computer takes (docs/updates.md): lines of 64 hex digits and a name. A package without one takes
# nobody's but those of /etc/yigong/publishers.
set(YIGONG_PUBLISHERS "" CACHE FILEPATH "File with the public keys of the publishers whose releases the package takes")
if(YIGONG_PUBLISHERS)
  file(STRINGS "${YIGONG_PUBLISHERS}" publisher_lines REGEX "^[^#]")
  foreach(line ${publisher_lines})
    string(REGEX MATCH "^[0-9a-fA-F]+" key "${line}")
    string(LENGTH "${key}" key_length)
    if(NOT key_length EQUAL 64)
      message(FATAL_ERROR "${YIGONG_PUBLISHERS}: this is no publisher's key: ${line}")
    endif()
  endforeach()
  install(FILES "${YIGONG_PUBLISHERS}" RENAME publishers DESTINATION ${CMAKE_INSTALL_DATADIR}/yigong)
endif()
install(FILES installer/yigong-hub.sysusers RENAME yigong-hub.conf DESTINATION lib/sysusers.d)
install(FILES README.md README.zh-CN.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_PACKAGE_NAME yigong)
set(CPACK_PACKAGE_CONTACT "The Yigong project <yigong@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Desktop client and hub for county medical communities")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Not found by looking at libraries: the font of the interface, SVG icons, and Qt's own Chinese words.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-noto-cjk, qt6-translations-l10n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/installer/debian/postinst
  ${CMAKE_SOURCE_DIR}/installer/debian/prerm ${CMAKE_SOURCE_DIR}/installer/debian/postrm)
include(CPack)
