// SPDX-License-Identifier: GPL-3.0-or-later
// The house stays as drawn: arrows between folders point one way (docs/architecture.md).
#include "tests/support/text.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace {

const QStringList nouns{"patients"_q, "encounters"_q, "inventory"_q, "referrals"_q,
                        "worklist"_q, "followups"_q,  "forms"_q,     "contracts"_q};

/// What a folder may include besides itself.
QStringList allowedFor(const QString &folder)
{
    const QStringList store{"core/base"_q, "core/store"_q};
    const QStringList above =
        store + QStringList{"core/codes"_q, "core/sites"_q, "core/security"_q, "core/sync"_q, "core/releases"_q};
    QStringList allNouns;
    for (const QString &noun : nouns)
        allNouns.append("core/"_q + noun);
    if (folder == "core/base"_q)
        return {};
    if (folder == "core/store"_q)
        return {"core/base"_q};
    if (above.contains(folder)) // codes, sites, security, sync and releases stand side by side
        return above;
    if (allNouns.contains(folder))
        return above + allNouns;
    if (folder == "core/reports"_q || folder == "core/exchange"_q || folder == "core/training"_q)
        return above + allNouns + QStringList{"core/reports"_q, "core"_q};
    if (folder == "core/transport"_q || folder == "core/hub"_q)
        return above;
    if (folder == "core"_q) // all_records: the list of what there is
        return above + allNouns;
    if (folder.startsWith("ui/"_q) && folder != "ui/print"_q)
        return above + allNouns + QStringList{"core/reports"_q,   "core/exchange"_q, "core/training"_q,
                                              "core/transport"_q, "core"_q,          "ui"_q};
    if (folder == "ui/print"_q)
        return above + allNouns + QStringList{"core/reports"_q, "core/exchange"_q, "core"_q};
    return {"core"_q, "ui"_q, "app"_q, "core/*"_q};
}

QString folderOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return parts.size() <= 2 ? parts.value(0) : parts.value(0) + u'/' + parts.value(1);
}

bool isAllowed(const QString &from, const QString &to)
{
    if (from == to || from.startsWith("app"_q))
        return true;
    const QStringList allowed = allowedFor(from);
    return allowed.contains(to) || (to.startsWith("ui/"_q) && allowed.contains("ui"_q));
}

QStringList sources(const QString &root, const QString &folder)
{
    QStringList found;
    QDirIterator at(root + u'/' + folder, {"*.h"_q, "*.cpp"_q}, QDir::Files, QDirIterator::Subdirectories);
    while (at.hasNext())
        found.append(QDir(root).relativeFilePath(at.next()));
    return found;
}

QString contentOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return QString::fromUtf8(file.readAll());
}

} // namespace

TEST_CASE("every include points along the arrows of the house", "[house]")
{
    const QString root = QStringLiteral(YIGONG_SOURCE_DIR);
    static const QRegularExpression include(QStringLiteral("^#include \"([^\"]+)\""),
                                            QRegularExpression::MultilineOption);
    int seen = 0;
    for (const QString &top : {"core"_q, "ui"_q, "app"_q})
        for (const QString &path : sources(root, top)) {
            auto matches = include.globalMatch(contentOf(root + u'/' + path));
            while (matches.hasNext()) {
                const QString target = matches.next().captured(1);
                ++seen;
                INFO((path + " includes "_q + target).toStdString());
                CHECK(isAllowed(folderOf(path), folderOf(target)));
            }
        }
    CHECK(seen > 100);
}

TEST_CASE("core knows no widgets, and the interface no SQL, sockets or threads", "[house]")
{
    const QString root = QStringLiteral(YIGONG_SOURCE_DIR);
    static const QRegularExpression gui(
        QStringLiteral("#include <(QWidget|QApplication|QtWidgets|QtGui|QPainter|QLabel)"));
    static const QRegularExpression network(QStringLiteral("#include <(QNetwork|QSsl|QTcp|boost/|openssl/)"));
    static const QRegularExpression sql(QStringLiteral("\"(SELECT |INSERT INTO |UPDATE \\w+ SET |DELETE FROM )"));
    for (const QString &path : sources(root, "core"_q)) {
        INFO(path.toStdString());
        const QString text = contentOf(root + u'/' + path);
        CHECK_FALSE(gui.match(text).hasMatch());
        CHECK_FALSE(text.contains("tr(\""_q));
        // The pages' cipher is OpenSSL's: libsodium's AES takes twice as long.
        if (!path.startsWith("core/transport/"_q) && !path.startsWith("core/hub/"_q) &&
            path != "core/store/encryption/page_cipher.cpp"_q)
            CHECK_FALSE(network.match(text).hasMatch());
    }
    for (const QString &path : sources(root, "ui"_q)) {
        INFO(path.toStdString());
        const QString text = contentOf(root + u'/' + path);
        CHECK_FALSE(sql.match(text).hasMatch());
        CHECK_FALSE(network.match(text).hasMatch());
    }
}

TEST_CASE("every source file says its licence", "[house]")
{
    const QString root = QStringLiteral(YIGONG_SOURCE_DIR);
    for (const QString &top : {"core"_q, "ui"_q, "app"_q, "tests"_q})
        for (const QString &path : sources(root, top)) {
            INFO(path.toStdString());
            CHECK(contentOf(root + u'/' + path).startsWith("// SPDX-License-Identifier: GPL-3.0-or-later"_q));
        }
}

TEST_CASE("pages and verbs read records through doors that ask the policy", "[house][doors]")
{
    const QString root = QStringLiteral(YIGONG_SOURCE_DIR);
    // What core reads of itself, without asking who wants to know.
    static const QRegularExpression doorless(QStringLiteral(
        "\\b(allergiesOf|visitOf|visitsOfPatient|lastVisitOf|lastPrescriptionOf|vitalsHistory|referralsOf|"
        "referralView|conflictsOf|conflictState|balancesOf|enrolmentsOf|standingFollowUpsOf)\\("));
    for (const QString &top : {"ui"_q, "app/ctl"_q})
        for (const QString &path : sources(root, top)) {
            INFO(path.toStdString());
            CHECK_FALSE(doorless.match(contentOf(root + u'/' + path)).hasMatch());
        }
}
