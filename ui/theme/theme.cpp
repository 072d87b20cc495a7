// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QRegularExpression>
#include <QStyleFactory>
#include <QWidget>
#include <algorithm>
#include <cmath>

// The library is static: without this the linker drops the resources.
static void initResources()
{
    Q_INIT_RESOURCE(ui);
}

namespace yigong {
namespace {

struct Scale
{
    double size;
    bool bold;
};

Scale scaleOf(TextStyle style)
{
    switch (style) {
    case TextStyle::Figure:
        return {30, true};
    case TextStyle::Title:
        return {22, true};
    case TextStyle::Verdict:
        return {17, true};
    case TextStyle::Section:
        return {15, true};
    case TextStyle::Body:
        return {15, false};
    case TextStyle::Secondary:
        return {13, false};
    case TextStyle::SecondaryBold:
        return {13, true};
    case TextStyle::Key:
        return {12, false};
    }
    return {15, false};
}

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, theme.color(token)); };
    set(QPalette::Window, Token::Canvas);
    set(QPalette::WindowText, Token::Text);
    set(QPalette::Base, Token::Surface);
    set(QPalette::AlternateBase, Token::Sunken);
    set(QPalette::Text, Token::Text);
    set(QPalette::PlaceholderText, Token::Text3);
    set(QPalette::Button, Token::Surface);
    set(QPalette::ButtonText, Token::Text);
    set(QPalette::BrightText, Token::OnDanger);
    set(QPalette::Highlight, Token::Accent);
    set(QPalette::HighlightedText, Token::OnAccent);
    set(QPalette::Link, Token::Accent);
    set(QPalette::LinkVisited, Token::Accent);
    set(QPalette::ToolTipBase, Token::Surface);
    set(QPalette::ToolTipText, Token::Text);
    set(QPalette::Light, Token::Surface);
    set(QPalette::Midlight, Token::Hover);
    set(QPalette::Mid, Token::Line);
    set(QPalette::Dark, Token::LineStrong);
    set(QPalette::Shadow, Token::LineStrong);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.color(Token::Disabled));
    palette.setColor(QPalette::Inactive, QPalette::Highlight, theme.color(Token::Accent));
    return palette;
}

QString styleSheetSource()
{
    QFile file(QStringLiteral(":/ui/yigong.qss"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the style sheet is missing from the program");
    return QString::fromUtf8(file.readAll());
}

} // namespace

Theme &Theme::current()
{
    static Theme theme;
    return theme;
}

double Theme::k() const
{
    switch (m_choice.size) {
    case TypeSize::Standard:
        return 1;
    case TypeSize::Large:
        return 1.25;
    case TypeSize::ExtraLarge:
        return 1.5;
    }
    return 1;
}

int Theme::sp(double pixels) const
{
    return static_cast<int>(std::lround(pixels * k()));
}

int Theme::dp(double pixels) const
{
    return static_cast<int>(std::lround(pixels * (1 + (k() - 1) / 2)));
}

QFont Theme::font(TextStyle style) const
{
    const Scale scale = scaleOf(style);
    // By name: a bare fallback takes the Japanese forms of 直 骨 角. The families after it are for systems without it.
    QFont font(QStringList{QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans SC"),
                           QStringLiteral("Microsoft YaHei"), QStringLiteral("sans-serif")});
    font.setPixelSize(sp(scale.size));
    font.setBold(scale.bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

int Theme::lineHeight(TextStyle style) const
{
    return sp(std::round(scaleOf(style).size * 1.45));
}

QString Theme::resolved(QString styleSheet) const
{
    std::vector<Token> tokens;
    tokens.reserve(static_cast<std::size_t>(Token::Count_));
    for (int i = 0; i < static_cast<int>(Token::Count_); ++i)
        tokens.push_back(static_cast<Token>(i));
    // Longest first, or $text would eat $text2.
    std::stable_sort(tokens.begin(), tokens.end(),
                     [](Token a, Token b) { return tokenName(a).size() > tokenName(b).size(); });
    for (const Token token : tokens)
        styleSheet.replace(u'$' + tokenName(token).toString(), color(token).name());

    static const QRegularExpression length(QStringLiteral("\\b(\\d+)(sp|dp)(?:-(\\d+))?"));
    QString result;
    qsizetype from = 0;
    for (auto matches = length.globalMatch(styleSheet); matches.hasNext();) {
        const auto match = matches.next();
        const int pixels = match.captured(1).toInt();
        const int scaled = match.capturedView(2) == u"sp" ? sp(pixels) : dp(pixels);
        result += QStringView(styleSheet).mid(from, match.capturedStart() - from);
        result += QStringLiteral("%1px").arg(scaled - match.capturedView(3).toInt());
        from = match.capturedEnd();
    }
    result += QStringView(styleSheet).mid(from);
    return result;
}

void prepareScreenScaling()
{
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
}

void applyTheme(QApplication &application, ThemeChoice choice)
{
    initResources();
    Theme &theme = Theme::current();
    theme.m_choice = choice;
    static bool styled = false;
    if (!std::exchange(styled, true))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(theme.font(TextStyle::Body));
    QApplication::setPalette(paletteOf(theme));
    application.setStyleSheet(theme.resolved(styleSheetSource()));
    Q_EMIT theme.changed();
}

void followTheme(QObject *owner, std::function<void()> follow)
{
    follow();
    QObject::connect(&theme(), &Theme::changed, owner, std::move(follow));
}

void setTone(QWidget *widget, Token tone)
{
    static constexpr char property[] = "yigongTone";
    const auto paint = [widget] {
        QPalette palette = widget->palette();
        const QColor color = theme().color(static_cast<Token>(widget->property(property).toInt()));
        for (const auto group : {QPalette::Active, QPalette::Inactive})
            for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
                palette.setColor(group, role, color);
        widget->setPalette(palette);
    };
    const bool followed = widget->property(property).isValid();
    widget->setProperty(property, static_cast<int>(tone));
    if (followed)
        paint();
    else
        followTheme(widget, paint);
}

} // namespace yigong
