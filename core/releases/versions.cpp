// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/releases/release.h"

#include <QSysInfo>

namespace yigong {

namespace {

/// Debian policy 5.6.12: a tilde before everything, even the end; letters before all else that is no digit.
int orderOf(QStringView text, qsizetype at)
{
    if (at >= text.size() || text[at].isDigit())
        return 0;
    const QChar c = text[at];
    if (c == u'~')
        return -1;
    return c.isLetter() ? c.unicode() : c.unicode() + 256;
}

/// Both parts, upstream's and Debian's, are compared alike: what is no number, then a number, and so on.
int comparePart(QStringView a, QStringView b)
{
    qsizetype i = 0, j = 0;
    const auto isDigit = [](QStringView text, qsizetype at) { return at < text.size() && text[at].isDigit(); };
    while (i < a.size() || j < b.size()) {
        while ((i < a.size() && !isDigit(a, i)) || (j < b.size() && !isDigit(b, j))) {
            const int difference = orderOf(a, i) - orderOf(b, j);
            if (difference != 0)
                return difference;
            ++i;
            ++j;
        }
        while (isDigit(a, i) && a[i] == u'0')
            ++i;
        while (isDigit(b, j) && b[j] == u'0')
            ++j;
        int first = 0;
        while (isDigit(a, i) && isDigit(b, j)) {
            if (first == 0)
                first = a[i].unicode() - b[j].unicode();
            ++i;
            ++j;
        }
        if (isDigit(a, i))
            return 1;
        if (isDigit(b, j))
            return -1;
        if (first != 0)
            return first;
    }
    return 0;
}

std::pair<QStringView, QStringView> partsOf(const QString &version)
{
    const qsizetype dash = version.lastIndexOf(u'-');
    const QStringView whole(version);
    return dash < 0 ? std::pair{whole, QStringView()} : std::pair{whole.left(dash), whole.mid(dash + 1)};
}

} // namespace

int compareVersions(const QString &a, const QString &b)
{
    const auto [upstreamA, debianA] = partsOf(a);
    const auto [upstreamB, debianB] = partsOf(b);
    const int upstream = comparePart(upstreamA, upstreamB);
    return upstream != 0 ? upstream : comparePart(debianA, debianB);
}

QString debianArchitecture()
{
    const QString cpu = QSysInfo::buildCpuArchitecture();
    if (cpu == u"x86_64")
        return QStringLiteral("amd64");
    if (cpu == u"i386")
        return QStringLiteral("i386");
    return cpu == u"loongarch64" ? QStringLiteral("loong64") : cpu;
}

} // namespace yigong
