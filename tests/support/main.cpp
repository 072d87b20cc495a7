// SPDX-License-Identifier: GPL-3.0-or-later
#define CATCH_CONFIG_RUNNER
#include <QCoreApplication>
#include <catch2/catch.hpp>
#include <memory>

/// A test program that needs widgets defines this and returns its QApplication; the others get a QCoreApplication.
__attribute__((weak)) QCoreApplication *makeTestApplication(int &argc, char **argv)
{
    return new QCoreApplication(argc, argv);
}

int main(int argc, char **argv)
{
    const std::unique_ptr<QCoreApplication> application(makeTestApplication(argc, argv));
    return Catch::Session().run(argc, argv);
}
