// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"
#include <array>

namespace yigong {
namespace {

struct Entry
{
    Token token;
    QStringView name;
    QRgb light;
    QRgb dark;
};

// clang-format off
constexpr std::array entries{
    Entry{Token::Canvas,       u"canvas",       0xFFF4F6F5, 0xFF121716},
    Entry{Token::Surface,      u"surface",      0xFFFFFFFF, 0xFF1A201F},
    Entry{Token::Sunken,       u"sunken",       0xFFECEFEE, 0xFF151A19},
    Entry{Token::Hover,        u"hover",        0xFFEFF4F5, 0xFF222B2A},
    Entry{Token::Selected,     u"selected",     0xFFDCEBEF, 0xFF1B3A42},
    Entry{Token::Line,         u"line",         0xFFDDE2E0, 0xFF2E3735},
    Entry{Token::LineStrong,   u"lineStrong",   0xFF7F8A87, 0xFF73807C},
    Entry{Token::Text,         u"text",         0xFF17211F, 0xFFE7ECEA},
    Entry{Token::Text2,        u"text2",        0xFF47524F, 0xFFB4BEBB},
    Entry{Token::Text3,        u"text3",        0xFF5F6B68, 0xFF95A19E},
    Entry{Token::Disabled,     u"disabled",     0xFF8C9693, 0xFF66716E},
    Entry{Token::Accent,       u"accent",       0xFF0F5F73, 0xFF63B8CB},
    Entry{Token::AccentHover,  u"accentHover",  0xFF0B4D5E, 0xFF82CADA},
    Entry{Token::OnAccent,     u"onAccent",     0xFFFFFFFF, 0xFF05242C},
    Entry{Token::Danger,       u"danger",       0xFFA81E1E, 0xFFF49A92},
    Entry{Token::DangerGround, u"dangerGround", 0xFFFCEBE9, 0xFF3A1E1C},
    Entry{Token::DangerEdge,   u"dangerEdge",   0xFFE3A59F, 0xFF7E3B37},
    Entry{Token::OnDanger,     u"onDanger",     0xFFFFFFFF, 0xFF2A0806},
    Entry{Token::Warn,         u"warn",         0xFF7D4B00, 0xFFE9B868},
    Entry{Token::WarnGround,   u"warnGround",   0xFFFDF2DC, 0xFF35280F},
    Entry{Token::WarnEdge,     u"warnEdge",     0xFFE0BE7E, 0xFF78591F},
    Entry{Token::Ok,           u"ok",           0xFF1C6336, 0xFF7FCB98},
    Entry{Token::OkGround,     u"okGround",     0xFFE6F3EA, 0xFF16301F},
    Entry{Token::OkEdge,       u"okEdge",       0xFF9FCBAE, 0xFF356B48},
    Entry{Token::Info,         u"info",         0xFF26528F, 0xFF93BBF0},
    Entry{Token::InfoGround,   u"infoGround",   0xFFE9F0FA, 0xFF182A43},
    Entry{Token::InfoEdge,     u"infoEdge",     0xFFA9C1E3, 0xFF3A5C8D},
    Entry{Token::Series1,      u"series1",      0xFF0B6BA8, 0xFF58A9E0},
    Entry{Token::Series2,      u"series2",      0xFFC0740F, 0xFFE0A04A},
    Entry{Token::Series3,      u"series3",      0xFF0B4F3F, 0xFFBDE6D3},
    Entry{Token::Series4,      u"series4",      0xFFA9558F, 0xFFC97FB1},
    Entry{Token::Series5,      u"series5",      0xFF87918E, 0xFF77827E},
    Entry{Token::Band1,        u"band1",        0xFFE3EFF7, 0xFF1B2C38},
    Entry{Token::Band2,        u"band2",        0xFFFAEFDF, 0xFF332A1B},
};
// clang-format on

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (static_cast<std::size_t>(entries[i].token) != i)
            return false;
    return entries.size() == static_cast<std::size_t>(Token::Count_);
}
static_assert(inOrder(), "the table is read by index");

const Entry &entryOf(Token token)
{
    return entries[static_cast<std::size_t>(token)];
}

} // namespace

QColor tokenColor(Token token, Scheme scheme)
{
    return QColor::fromRgb(scheme == Scheme::Light ? entryOf(token).light : entryOf(token).dark);
}

QStringView tokenName(Token token)
{
    return entryOf(token).name;
}

} // namespace yigong
