// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/support/program.h"

#include <QTemporaryDir>
#include <map>
#include <memory>

namespace yigong {

/// `yigongctl training create` into `folder`, with these options. Of the same options a program makes one county and
/// copies it for each further case: its keys are the same too, so a stranger's hub is made anew.
inline void makeTrainingCounty(const QString &folder, const QStringList &options)
{
    static std::map<QString, std::unique_ptr<QTemporaryDir>> made;
    auto &kept = made[options.join(u' ')];
    if (!kept) {
        auto first = std::make_unique<QTemporaryDir>();
        REQUIRE(first->isValid());
        const auto answer = runCtl({}, QStringList{"training"_q, "create"_q, first->filePath("county"_q)} + options);
        INFO(answer.errors.toStdString());
        REQUIRE(answer.status == 0);
        kept = std::move(first);
    }
    REQUIRE(QProcess::execute("cp"_q, {"-a"_q, kept->filePath("county"_q), folder}) == 0);
}

} // namespace yigong
