// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/text.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include <QApplication>
#include <QFile>
#include <cmath>

using namespace yigong;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

/// WCAG 2.
double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

TEST_CASE("every text can be read on its ground, in light and dark", "[theme]")
{
    const auto scheme = GENERATE(Scheme::Light, Scheme::Dark);
    struct Pair
    {
        Token ink, ground;
        double least;
    };
    const auto c = GENERATE(values<Pair>({
        {Token::Text, Token::Selected, 10},       {Token::Text2, Token::Selected, 6},
        {Token::Text3, Token::Selected, 4.5},     {Token::Text3, Token::Sunken, 4.5},
        {Token::Accent, Token::Selected, 4.5},    {Token::OnAccent, Token::Accent, 7},
        {Token::OnAccent, Token::AccentHover, 7}, {Token::Danger, Token::DangerGround, 6},
        {Token::Warn, Token::WarnGround, 6},      {Token::Ok, Token::OkGround, 6},
        {Token::Info, Token::InfoGround, 6},      {Token::OnDanger, Token::Danger, 7},
        {Token::LineStrong, Token::Surface, 3.5}, {Token::LineStrong, Token::Canvas, 3.2},
        {Token::Series1, Token::Surface, 3},      {Token::Series2, Token::Surface, 3},
        {Token::Series3, Token::Surface, 3},      {Token::Series4, Token::Surface, 3},
        {Token::Series5, Token::Surface, 3},
    }));
    INFO(tokenName(c.ink).toString().toStdString() << " on " << tokenName(c.ground).toString().toStdString());
    CHECK(contrast(tokenColor(c.ink, scheme), tokenColor(c.ground, scheme)) >= c.least);
}

TEST_CASE("the style sheet takes its tokens and sizes from the theme", "[theme]")
{
    applyTheme(*qApp, {});
    CHECK(theme().resolved("color: $text2; border: $lineStrong; x: $text;"_q) ==
          "color: #47524f; border: #7f8a87; x: #17211f;"_q);
    CHECK(theme().resolved("a: 15sp; b: 0 9dp-1; c: 1px;"_q) == "a: 15px; b: 0 8px; c: 1px;"_q);
    applyTheme(*qApp, {Scheme::Dark, TypeSize::ExtraLarge});
    CHECK(theme().resolved("c: $text; a: 15sp; b: 12dp;"_q) == "c: #e7ecea; a: 23px; b: 15px;"_q);
    applyTheme(*qApp, {});

    QFile file(":/ui/yigong.qss"_q);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QString resolved = theme().resolved(QString::fromUtf8(file.readAll()));
    CHECK_FALSE(resolved.section("*/"_q, 1).contains(u'$'));
}

TEST_CASE("type and controls grow by k, spacing by half as much", "[theme]")
{
    applyTheme(*qApp, {Scheme::Light, TypeSize::Large});
    CHECK(theme().sp(36) == 45);
    CHECK(theme().dp(24) == 27);
    CHECK(theme().font(TextStyle::Body).pixelSize() == 19);
    applyTheme(*qApp, {Scheme::Light, TypeSize::ExtraLarge});
    CHECK(theme().sp(36) == 54);
    CHECK(theme().font(TextStyle::Secondary).pixelSize() >= 18);
    applyTheme(*qApp, {});
    CHECK(theme().lineHeight(TextStyle::Body) == 22);
    CHECK(theme().lineHeight(TextStyle::Secondary) == 19);
}

TEST_CASE("every icon is in the program and takes its colour", "[theme]")
{
    for (int i = 1; i < static_cast<int>(Icon::Count_); ++i) {
        const auto icon = static_cast<Icon>(i);
        INFO(iconName(icon).toStdString());
        const QPixmap pixmap = iconPixmap(icon, Qt::red, 24, 2);
        CHECK(pixmap.width() == 48);
        CHECK(pixmap.devicePixelRatio() == 2);
        const QImage image = pixmap.toImage();
        int drawn = 0;
        bool red = true;
        bool inside = true;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const QColor color = image.pixelColor(x, y);
                if (color.alpha() < 200)
                    continue;
                ++drawn;
                red = red && color.red() > 240 && color.green() < 15;
                // Two clear on each side, less half a stroke.
                inside = inside && x >= 2 && y >= 2 && x < 46 && y < 46;
            }
        CHECK(drawn > 10);
        CHECK(red);
        CHECK(inside);
    }
}

TEST_CASE("the font is asked for by its Chinese name", "[theme]")
{
    CHECK(theme().font(TextStyle::Body).family() == "Noto Sans CJK SC"_q);
    CHECK(theme().font(TextStyle::Body).hintingPreference() == QFont::PreferNoHinting);
}
