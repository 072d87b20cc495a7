// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include <QFile>
#include <QHash>
#include <QPainter>
#include <QSvgRenderer>
#include <array>
#include <cmath>

namespace yigong {
namespace {

constexpr std::array names{
    u"",       u"baby",     u"back",  u"box",    u"calendar", u"check",  u"clock", u"close",    u"cloud",  u"conflict",
    u"down",   u"draft",    u"drop",  u"edit",   u"empty",    u"export", u"eye",   u"flag",     u"follow", u"fund",
    u"help",   u"hospital", u"house", u"idcard", u"import",   u"info",   u"key",   u"left",     u"list",   u"lock",
    u"more",   u"offline",  u"ok",    u"people", u"phone",    u"pill",   u"plus",  u"pressure", u"print",  u"referral",
    u"report", u"right",    u"scale", u"search", u"settings", u"shield", u"stop",  u"sync",     u"today",  u"todo",
    u"trend",  u"truck",    u"undo",  u"up",     u"usb",      u"user",   u"visit", u"warn",
};
static_assert(names.size() == static_cast<std::size_t>(Icon::Count_));

struct Key
{
    Icon icon;
    QRgb color;
    int size;
    int ratioPercent;

    bool operator==(const Key &) const = default;
};

size_t qHash(const Key &key, size_t seed)
{
    return qHashMulti(seed, static_cast<int>(key.icon), key.color, key.size, key.ratioPercent);
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QPixmap rendered(const QByteArray &svg, int size, qreal ratio)
{
    // Device pixels first, the ratio afterwards: the other order doubles the size.
    const int device = static_cast<int>(std::lround(size * ratio));
    QPixmap pixmap(device, device);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(svg).render(&painter, QRectF(0, 0, device, device));
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

QPixmap drawn(const Key &key, qreal ratio)
{
    QByteArray svg = read(QStringLiteral(":/ui/icons/%1.svg").arg(iconName(key.icon)));
    svg.replace("currentColor", QColor::fromRgb(key.color).name().toLatin1());
    // A thin stroke breaks up in the small size that chips use.
    if (key.size <= theme().sp(16))
        svg.replace("stroke-width=\"1.75\"", "stroke-width=\"2\"");
    return rendered(svg, key.size, ratio);
}

} // namespace

QString iconName(Icon icon)
{
    return QString::fromUtf16(names[static_cast<std::size_t>(icon)]);
}

QPixmap iconPixmap(Icon icon, const QColor &color, int size, qreal ratio)
{
    static QHash<Key, QPixmap> cache;
    if (icon == Icon::None || size <= 0)
        return {};
    const Key key{icon, color.rgb(), size, static_cast<int>(std::lround(ratio * 100))};
    const auto found = cache.constFind(key);
    return found != cache.constEnd() ? *found : *cache.insert(key, drawn(key, ratio));
}

void paintIcon(QPainter &painter, const QRect &rect, Icon icon, const QColor &color)
{
    if (icon != Icon::None)
        painter.drawPixmap(rect.topLeft(),
                           iconPixmap(icon, color, rect.width(), painter.device()->devicePixelRatioF()));
}

QIcon menuIcon(Icon icon, Token tone)
{
    QIcon result;
    const int size = theme().sp(20);
    for (const qreal ratio : {1.0, 2.0}) {
        result.addPixmap(iconPixmap(icon, theme().color(tone), size, ratio), QIcon::Normal);
        result.addPixmap(iconPixmap(icon, theme().color(Token::Disabled), size, ratio), QIcon::Disabled);
    }
    return result;
}

QPixmap logoPixmap(int size, qreal ratio)
{
    QByteArray svg = read(QStringLiteral(":/ui/logo.svg"));
    svg.replace("#0F5F73", theme().color(Token::Accent).name().toLatin1());
    svg.replace("#FFFFFF", theme().color(Token::OnAccent).name().toLatin1());
    return rendered(svg, size, ratio);
}

} // namespace yigong
