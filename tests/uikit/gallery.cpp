// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/uikit/gallery.h"
#include "tests/support/text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chart_style.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/field.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/text_area.h"
#include <QApplication>
#include <QDir>
#include <QGridLayout>
#include <QPainter>

using namespace yigong;

namespace {

QWidget *line(const QList<QWidget *> &widgets)
{
    auto *row = new QWidget;
    auto *flow = new FlowLayout(row);
    setSpaces(flow, 8);
    for (QWidget *widget : widgets)
        flow->addWidget(widget);
    return row;
}

Button *button(const QString &word, ButtonKind kind, Icon icon, const QString &key, const QString &reason = {})
{
    auto *made = new Button(word, kind, icon);
    made->setKeyCap(key);
    if (!reason.isEmpty())
        made->setBlockedReason(reason);
    return made;
}

Card *buttonsCard()
{
    auto *card = new Card({}, "按钮：平常、焦点、停用"_q);
    auto *focused = button("签名"_q, ButtonKind::Primary, Icon::Check, "F12"_q);
    focused->setObjectName("focused"_q);
    card->body()->addWidget(line({button("签名"_q, ButtonKind::Primary, Icon::Check, "F12"_q), focused,
                                  button("签名"_q, ButtonKind::Primary, Icon::Check, "F12"_q, "1 行库存不足"_q)}));
    card->body()->addWidget(line({button("暂存"_q, ButtonKind::Normal, Icon::None, "F9"_q),
                                  button("打印"_q, ButtonKind::Normal, Icon::Print, "Ctrl+P"_q),
                                  button("暂存"_q, ButtonKind::Normal, Icon::None, "F9"_q, "还在同步"_q)}));
    card->body()->addWidget(line(
        {button("更多"_q, ButtonKind::Plain, Icon::Down, {}), button("作废"_q, ButtonKind::Danger, Icon::Close, {})}));
    auto *medication =
        new Segments({{"regular"_q, "规律"_q}, {"irregular"_q, "间断"_q}, {"none"_q, "不服药"_q}}, "服药"_q);
    medication->setValue("regular"_q);
    auto *reaction = new Segments({{"no"_q, "无"_q}, {"yes"_q, "有"_q}}, "不良反应"_q);
    reaction->setValue("yes"_q);
    card->body()->addWidget(line({medication, reaction}));
    auto *symptoms = new TickChips({{"1"_q, "头痛头晕"_q}, {"2"_q, "眼花耳鸣"_q}, {"3"_q, "心悸胸闷"_q}}, "症状"_q);
    symptoms->setValues({"1"_q});
    card->body()->addWidget(symptoms);
    card->body()->addStretch(1);
    return card;
}

Card *chipsCard()
{
    auto *card = new Card({}, "状态：图标加文字，不只靠颜色"_q);
    card->body()->addWidget(line(
        {new Chip({ChipKind::Danger, "逾期 6 天"_q, Icon::Clock}), new Chip({ChipKind::Warn, "今天"_q, Icon::Flag}),
         new Chip({ChipKind::Ok, "满意"_q, Icon::Check}), new Chip({ChipKind::Info, "孕 24 周"_q, Icon::User})}));
    card->body()->addWidget(line({new Chip({ChipKind::Allergy, "青霉素过敏"_q, Icon::Stop}),
                                  new Chip({ChipKind::Plain, "已签名"_q, Icon::Lock}),
                                  new Chip({ChipKind::Outline, "草稿"_q, Icon::Draft})}));
    card->body()->addWidget(line({new ChipButton({ChipKind::Ok, "已核对一致 09:42"_q, Icon::Cloud}),
                                  new ChipButton({ChipKind::Warn, "离线，7 条在本机"_q, Icon::Offline})}));
    card->body()->addWidget(line({new ChipButton({ChipKind::Info, "正在同步 312/1,040"_q, Icon::Sync}),
                                  new ChipButton({ChipKind::Danger, "2 条被退回"_q, Icon::Stop})}));
    card->body()->addWidget(line({new PickedChip({ChipKind::Info, "I10 原发性高血压 主要"_q, Icon::None}),
                                  new PickedChip({ChipKind::Plain, "R42 头晕"_q, Icon::None})}));
    card->body()->addStretch(1);
    return card;
}

Card *emptyCard()
{
    auto *card = new Card({}, "空页：说清楚，给下一步"_q);
    card->body()->addWidget(new EmptyPage(Icon::Empty, "没有要定的冲突"_q, "上次同步 09:42，自动处理了 3 处"_q,
                                          new Button("看自动处理的"_q, ButtonKind::Normal, Icon::Eye)));
    return card;
}

Field *number(const QString &name, const QString &text, FieldState state, const QString &message = {})
{
    auto *field = new Field(name);
    field->setWidthSp(96);
    field->setText(text);
    QMetaObject::invokeMethod(
        field, [field, state, message] { field->setState(state, message); }, Qt::QueuedConnection);
    return field;
}

Card *fieldsCard()
{
    auto *card = new Card({}, "输入框"_q);
    const auto add = [card](const QString &label, QWidget *control, const QString &note = {}) {
        auto *row = new FormRow(label, control);
        if (!note.isEmpty())
            row->addText(note);
        card->body()->addWidget(row);
    };
    add("平常"_q, number("收缩压"_q, "164"_q, FieldState::Normal), "mmHg"_q);
    add("沿用上次"_q, number("体重目标"_q, "30"_q, FieldState::Carried), "虚线框，改了变实线"_q);
    add("警示"_q, number("收缩压"_q, "164"_q, FieldState::Warn, "高于 150/90，可保存"_q));
    add("错误"_q, number("收缩压"_q, "1640"_q, FieldState::Error, "收缩压最多 300，请核对"_q));
    add("停用"_q, number("BMI"_q, "25.4"_q, FieldState::ReadOnly), "BMI 由身高体重算出"_q);
    auto *pressure = new PressureField;
    pressure->setValues(164, 94);
    auto *row = new FormRow("血压"_q, pressure);
    row->addUnit("mmHg"_q);
    row->setLastTime("158/92"_q, true);
    card->body()->addWidget(row);
    add("主要诊断"_q, new ComboField("主要诊断"_q, {{"I10"_q, "原发性高血压"_q}, {"E11"_q, "2 型糖尿病"_q}}));
    auto *area = new TextArea("嘱咐"_q, 2);
    area->setText("低盐，早晚各测一次血压并记下；头晕加重、看东西模糊马上来"_q);
    add("嘱咐"_q, area);
    return card;
}

Card *bannersCard()
{
    auto *card = new Card({}, "横幅"_q);
    card->body()->addWidget(
        new Banner(BannerKind::Danger, {bold("过敏：青霉素"_q, Token::Danger), plain("皮疹、喉头水肿"_q)}));
    auto *warn =
        new Banner(BannerKind::Warn, {bold("12 个村报了 11 个。"_q), joined(plain("缺 "_q)), joined(bold("王庄"_q))});
    warn->addAction(new Button("收 U 盘包"_q, ButtonKind::Normal, Icon::Usb));
    card->body()->addWidget(warn);
    card->body()->addWidget(
        new Banner(BannerKind::Info, {plain("选定后，下次同步会送到"_q), joined(bold("持有此档案的 3 家机构"_q)),
                                      joined(plain("。没选的值也留着，随时可以撤销。"_q))}));
    card->body()->addWidget(new Banner(BannerKind::Ok, {plain("已签名，库存已减，随访已记"_q)}));
    auto *verdict = new VerdictPanel(BannerKind::Danger);
    verdict->setVerdict("控制不满意"_q, "连续第 2 次"_q);
    verdict->body()->addWidget(
        new RunsLabel({plain("收缩压 "_q), joined(bold("164"_q)), joined(plain("，65 岁及以上应低于 150"_q))}));
    card->body()->addWidget(verdict);
    card->body()->addStretch(1);
    return card;
}

Card *progressCard()
{
    auto *card = new Card({}, "进度：可取消，说还剩多少"_q);
    auto *progress = new ProgressRow;
    progress->begin("正在收县平台的数据"_q, "停了也不丢，下次接着收。"_q);
    progress->setProgress(6412, 10020, "6,412 / 10,020 条，约 20 秒。"_q);
    progress->show();
    card->body()->addWidget(progress);
    card->body()->addWidget(new Rule);
    card->body()->addWidget(new Label("图表：色盲可分，另加形状和线型"_q, TextStyle::Secondary, Token::Text2));
    card->body()->addWidget(new SeriesKey(SeriesLook::First, "收缩压、今年"_q));
    card->body()->addWidget(new SeriesKey(SeriesLook::Second, "舒张压、处方"_q));
    card->body()->addWidget(new SeriesKey(SeriesLook::Third, "上转"_q));
    card->body()->addWidget(new SeriesKey(SeriesLook::Fourth, "回转"_q));
    card->body()->addWidget(new SeriesKey(SeriesLook::LastYear, "去年（空心）"_q));
    card->body()->addStretch(1);
    return card;
}

class IconSheet : public QWidget
{
public:
    IconSheet() { setAccessibleName("图标"_q); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const int cell = width() / 15;
        for (int i = 1; i < static_cast<int>(Icon::Count_); ++i) {
            const QPoint at((i - 1) % 15 * cell, (i - 1) / 15 * theme().sp(53));
            const auto icon = static_cast<Icon>(i);
            const int size = theme().sp(24);
            paintIcon(painter, QRect(at.x() + (cell - size) / 2, at.y() + 4, size, size), icon,
                      theme().color(Token::Text));
            paintRuns(painter, QRect(at.x(), at.y() + size + 4, cell, theme().sp(20)), {small(iconName(icon))},
                      Qt::AlignHCenter);
        }
    }
};

} // namespace

QWidget *makeComponentsPage()
{
    auto *page = new QWidget;
    page->setAccessibleName("组件与状态"_q);
    auto *grid = new QGridLayout(page);
    setSpaces(grid, 12, {24, 24, 24, 24});
    grid->addWidget(buttonsCard(), 0, 0);
    grid->addWidget(chipsCard(), 0, 1);
    grid->addWidget(emptyCard(), 0, 2);
    grid->addWidget(fieldsCard(), 1, 0);
    grid->addWidget(bannersCard(), 1, 1);
    grid->addWidget(progressCard(), 1, 2);
    for (int column = 0; column < 3; ++column)
        grid->setColumnStretch(column, 1);
    return page;
}

QWidget *makeFoundationsPage()
{
    auto *page = new QWidget;
    page->setAccessibleName("图标、字号"_q);
    auto *column = makeColumn(12, {24, 24, 24, 24});
    page->setLayout(column);
    auto *icons = new Card("图标"_q, "24 格，线宽 1.75，圆头，2 格留边"_q);
    auto *sheet = new IconSheet;
    setFixedSizeSp(sheet, 0, 220);
    icons->body()->addWidget(sheet);
    column->addWidget(icons);
    auto *type = new Card({}, "字号 30 / 22 / 17 / 15 / 13，只有常规和粗两种字重"_q);
    type->body()->addWidget(new Label("8   164/94"_q, TextStyle::Figure));
    type->body()->addWidget(new Label("李秀兰   今日工作"_q, TextStyle::Title));
    type->body()->addWidget(new Label("控制不满意"_q, TextStyle::Verdict));
    type->body()->addWidget(new RunsLabel(
        {plain("正文：上次 4 月 29 日 158/92"_q), unit("mmHg"_q), joined(plain("，空腹 5.8"_q)), unit("mmol/L"_q)}));
    type->body()->addWidget(new RunsLabel({small("辅助：批号 240608，余 42 片，5 月 31 日到期"_q)}));
    for (const char *amount : {"1,111.11 元", "8,008.80 元", "−4,747.04 元"}) {
        auto *label = new Label(QString::fromUtf8(amount));
        label->setAlignment(Qt::AlignRight);
        label->setFixedWidth(160);
        type->body()->addWidget(label);
    }
    type->body()->addStretch(1);
    column->addWidget(type, 1);
    return page;
}

void settle()
{
    for (int i = 0; i < 5; ++i) {
        QApplication::sendPostedEvents();
        QApplication::processEvents();
    }
}

void savePicture(QWidget &widget, const QString &name)
{
    settle();
    const QString folder = QStringLiteral(YIGONG_BINARY_DIR "/pictures");
    QDir().mkpath(folder);
    REQUIRE(widget.grab().save(folder + u'/' + name + QStringLiteral(".png")));
}
