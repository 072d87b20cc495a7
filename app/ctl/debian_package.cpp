// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/debian_package.h"

#include <QProcess>
#include <QRegularExpression>

namespace yigong {

namespace {

constexpr int installMs = 15 * 60'000;

struct ToolAnswer
{
    int status = -1;
    QString said;
    QString complained;
};

ToolAnswer runTool(const QString &program, const QStringList &arguments, int withinMs = 60'000)
{
    QProcess tool;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    environment.insert(QStringLiteral("DEBIAN_FRONTEND"), QStringLiteral("noninteractive"));
    tool.setProcessEnvironment(environment);
    tool.start(program, arguments, QIODevice::ReadOnly);
    if (!tool.waitForFinished(withinMs))
        return {-1, {}, program + u' ' + tool.errorString()};
    return {tool.exitStatus() == QProcess::NormalExit ? tool.exitCode() : -1,
            QString::fromUtf8(tool.readAllStandardOutput()), QString::fromUtf8(tool.readAllStandardError())};
}

auto installerFailed(const ToolAnswer &answer)
{
    const QStringList lines = answer.complained.split(u'\n', Qt::SkipEmptyParts);
    return fail(ErrorKind::ReleaseRefused, {},
                {QStringLiteral("installer"), lines.isEmpty() ? QString::number(answer.status) : lines.last()});
}

QStringList aptArguments(const QString &deb, bool simulate)
{
    QStringList arguments{QStringLiteral("-o"), QStringLiteral("DPkg::Lock::Timeout=120"), QStringLiteral("-o"),
                          QStringLiteral("Dpkg::Options::=--force-confold")};
    if (simulate)
        arguments << QStringLiteral("--simulate");
    // Not --no-download: apt then looks for a package that it was given by its path among those that it fetched. What
    // would have to be fetched shows in the simulation, and ends it there.
    return arguments << QStringLiteral("--yes") << QStringLiteral("--no-remove")
                     << QStringLiteral("--no-install-recommends") << QStringLiteral("install") << deb;
}

} // namespace

Result<PackageFields> fieldsOf(const QString &deb)
{
    const ToolAnswer answer = runTool(
        QStringLiteral("dpkg-deb"),
        {QStringLiteral("--show"), QStringLiteral("--showformat=${Package}\\n${Version}\\n${Architecture}\\n"), deb});
    if (answer.status < 0)
        return installerFailed(answer);
    const QStringList lines = answer.said.split(u'\n');
    if (answer.status != 0 || lines.size() < 3)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("package"), deb});
    return PackageFields{lines[0], lines[1], lines[2]};
}

QString installedVersion(const QString &package)
{
    const ToolAnswer answer =
        runTool(QStringLiteral("dpkg-query"),
                {QStringLiteral("--show"), QStringLiteral("--showformat=${db:Status-Status} ${Version}"), package});
    return answer.status == 0 && answer.said.startsWith(u"installed ") ? answer.said.mid(10).trimmed() : QString();
}

Result<void> installPackage(const QString &deb, const PackageFields &fields)
{
    const ToolAnswer plan = runTool(QStringLiteral("apt-get"), aptArguments(deb, true));
    static const QRegularExpression line(QStringLiteral("^(?:Inst|Remv) (\\S+)"), QRegularExpression::MultilineOption);
    QStringList others;
    for (auto matches = line.globalMatch(plan.said); matches.hasNext();)
        if (const QString name = matches.next().captured(1); name != fields.package)
            others.append(name);
    static const QRegularExpression unmet(QStringLiteral("(?:Depends|Breaks|Conflicts): (\\S+)"));
    for (auto matches = unmet.globalMatch(plan.said + plan.complained); matches.hasNext();)
        others.append(matches.next().captured(1));
    if (!others.isEmpty())
        return fail(ErrorKind::ReleaseRefused, {}, {QStringLiteral("dependencies"), others.join(QStringLiteral(", "))});
    if (plan.status != 0)
        return installerFailed(plan);
    const ToolAnswer done = runTool(QStringLiteral("apt-get"), aptArguments(deb, false), installMs);
    if (done.status != 0 || installedVersion(fields.package) != fields.version)
        return installerFailed(done);
    return {};
}

} // namespace yigong
