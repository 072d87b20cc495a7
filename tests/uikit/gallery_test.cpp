// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/text.h"
#include "tests/uikit/gallery.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chart_style.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/patient_bar.h"
#include "ui/widgets/scroll_area.h"
#include "ui/widgets/table.h"
#include "ui/widgets/tile.h"
#include <QAccessible>
#include <QApplication>
#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QMenu>
#include <QTabBar>
#include <QValueAxis>

using namespace yigong;

namespace {

struct Look
{
    const char *name;
    ThemeChoice choice;
};

const std::vector<Look> looks{{"light", {Scheme::Light, TypeSize::Standard}},
                              {"dark", {Scheme::Dark, TypeSize::Standard}},
                              {"125", {Scheme::Light, TypeSize::Large}},
                              {"150", {Scheme::Light, TypeSize::ExtraLarge}}};

struct DueRow
{
    QString due, name, sexAndAge, address, what, last, phone;
    ChipKind kind;
};

PagedModel<DueRow> *dueModel(QObject *parent)
{
    auto *model = new PagedModel<DueRow>(
        {{"期限"_q, 128}, {"居民"_q, 200}, {"事项与上次结果"_q, 0}, {"电话"_q, 150}},
        [](const DueRow &row, int column) -> Cell {
            switch (column) {
            case 0:
                return Cell::ofChip({row.kind, row.due, row.kind == ChipKind::Danger ? Icon::Clock : Icon::Flag});
            case 1:
                return Cell({bold(row.name), soft(row.sexAndAge)}, {small(row.address)});
            case 2:
                return Cell({plain(row.what)}, {small(row.last)});
            default:
                return Cell({soft(row.phone)});
            }
        },
        parent);
    model->setRows({{"逾期 6 天"_q, "罗雪莲"_q, "女 73 岁"_q, "后街 12 号"_q, "高血压随访"_q,
                     "上次 4 月 23 日  172/98 不满意"_q, "138****6021"_q, ChipKind::Danger},
                    {"逾期 2 天"_q, "孙广田"_q, "男 66 岁"_q, "北头 3 号"_q, "糖尿病随访"_q,
                     "上次 2 月 11 日  空腹 6.8 满意"_q, "家中无电话"_q, ChipKind::Danger},
                    {"今天"_q, "李秀兰"_q, "女 68 岁"_q, "中街 8 号"_q, "高血压 2 周复查"_q,
                     "上次 4 月 29 日  158/92 不满意"_q, "150****3306"_q, ChipKind::Warn},
                    {"今天"_q, "周德福"_q, "男 71 岁"_q, "西街 5 号"_q, "出院后首次随访"_q,
                     "县医院 5 月 10 日回转  脑梗死恢复期"_q, "186****0925"_q, ChipKind::Warn}});
    return model;
}

/// The work list of 01-worklist.png in small, as a page would be put together.
class WorkPage : public Page
{
public:
    WorkPage()
    {
        auto *column = makeColumn(12, {24, 16, 24, 16});
        setLayout(column);
        auto *head = new PageHead("今日工作"_q);
        head->setScope({"5 月 13 日 星期二"_q, "农历四月十六"_q});
        head->addSecondaryAction(new Button("登记居民"_q, ButtonKind::Normal, Icon::Plus, Qt::Key_F2));
        head->addAction(new Button("接诊"_q, ButtonKind::Primary, Icon::Visit, Qt::Key_F4));
        column->addWidget(head);
        auto *tiles = makeRow(12);
        const QList<std::tuple<Icon, QString, QString, QString>> figures{
            {Icon::Follow, "随访到期"_q, "8"_q, "逾期 3，今天 3，本周 2"_q},
            {Icon::Referral, "转诊要办"_q, "3"_q, "1 份回转计划刚到"_q},
            {Icon::Pill, "药品近效期"_q, "4"_q, "最近一批 18 天后"_q},
            {Icon::Offline, "还没上传"_q, "7"_q, "最早一条 3 天前"_q}};
        for (const auto &[icon, title, figure, note] : figures) {
            auto *tile = new Tile(icon, title);
            tile->setFigure(figure, note);
            tile->setChecked(icon == Icon::Follow);
            tiles->addWidget(tile);
        }
        column->addLayout(tiles);
        auto *card = new Card("随访到期"_q, "按期限排，逾期的在前"_q);
        card->setFlush();
        card->addAction(new KeyCap("Enter 开始"_q));
        m_table = new Table("随访到期"_q, 2);
        m_table->setRows(dueModel(this));
        card->body()->addWidget(m_table);
        column->addWidget(card, 1);
    }
    QWidget *firstFocus() override { return m_table; }

private:
    Table *m_table;
};

/// One person's page: patient bar, a form, and the bar of actions.
class FormPage : public Page
{
public:
    FormPage()
    {
        auto *column = makeColumn(0);
        setLayout(column);
        auto *bar = new PatientBar;
        bar->setPatient({"李秀兰"_q, "女 68 岁"_q, {"青霉素过敏"_q}, {{ChipKind::Warn, "高血压"_q, Icon::Pressure}}});
        column->addWidget(bar);
        auto *middle = makeRow(12, {24, 12, 24, 12});
        column->addLayout(middle, 1);
        middle->addWidget(new ScrollArea(makeForm()), 1);
        auto *side = new QWidget;
        setFixedSizeSp(side, 340, 0);
        auto *beside = makeColumn(12);
        side->setLayout(beside);
        beside->addWidget(makeVerdict());
        beside->addWidget(makePressureChart(), 1);
        middle->addWidget(side);
        auto *actions = new ActionBar;
        actions->addKey("Enter 下一项"_q);
        actions->setNote(Icon::Lock, {soft("签名后不能改，只能补充更正"_q)});
        actions->addButton(new Button("暂存"_q, ButtonKind::Normal, Icon::Draft, Qt::Key_F9));
        auto *sign = new Button("签名并发药"_q, ButtonKind::Primary, Icon::Check, Qt::Key_F12);
        actions->addButton(sign);
        sign->setBlockedReason("1 行库存不足"_q);
        column->addWidget(actions);
    }

private:
    static QWidget *makeForm()
    {
        auto *card = new Card;
        card->body()->addWidget(new FormHead("高血压患者随访服务记录"_q, "上次 4 月 29 日"_q));
        const auto add = [card](FormRow *row, const QString &last, bool above = false) {
            row->setLastTime(last, above);
            card->body()->addWidget(row);
        };
        auto *way = new Segments({{"clinic"_q, "门诊"_q}, {"home"_q, "家庭"_q}, {"phone"_q, "电话"_q}}, "随访方式"_q);
        way->setValue("clinic"_q);
        add(new FormRow("随访方式"_q, way), "门诊"_q);
        auto *symptoms =
            new TickChips({{"0"_q, "无症状"_q}, {"1"_q, "头痛头晕"_q}, {"2"_q, "眼花耳鸣"_q}, {"3"_q, "心悸胸闷"_q}},
                          "症状"_q, "0"_q);
        symptoms->setValues({"1"_q});
        add(new FormRow("症状"_q, symptoms), "无症状"_q);
        card->body()->addWidget(new Rule);
        auto *pressure = new PressureField;
        pressure->setValues(164, 94);
        auto *row = new FormRow("血压"_q, pressure);
        row->addUnit("mmHg"_q);
        row->addControl(new Chip({ChipKind::Danger, "高于 150/90"_q, Icon::Up}));
        add(row, "158/92"_q, true);
        auto *weight = new NumberField("体重"_q, 1);
        weight->setValue(61);
        row = new FormRow("体重"_q, weight);
        row->addUnit("kg"_q);
        row->addText("目标"_q, Token::Text2);
        auto *goal = new NumberField("体重目标"_q, 1);
        goal->carry("58.0"_q);
        row->addControl(goal);
        row->addUnit("kg"_q);
        add(row, "61.5"_q);
        auto *rate = new NumberField("心率"_q);
        rate->setPlaceholderText("必填"_q);
        row = new FormRow("心率"_q, rate);
        row->addUnit("次/分"_q);
        rate->setState(FieldState::Error, "还没填心率"_q);
        add(row, "76"_q);
        card->body()->addWidget(new Rule);
        auto *drugs = new Field("用药"_q);
        drugs->carry("苯磺酸氨氯地平片 5 mg  每日 1 次  每次 1 片"_q);
        row = new FormRow("用药"_q, drugs);
        row->addControl(new Button("调整"_q, ButtonKind::Normal, Icon::Edit));
        add(row, "同左"_q);
        auto *next = new DateField("下次随访"_q);
        next->setDate(QDate(2025, 5, 27));
        auto *soon = new Segments({{"2"_q, "2 周"_q}, {"4"_q, "1 月"_q}, {"12"_q, "3 月"_q}}, "间隔"_q);
        soon->setValue("2"_q);
        row = new FormRow("下次随访"_q, next);
        row->addControl(soon);
        row->addText("按建议填好，可改"_q);
        add(row, "2025-05-13"_q);
        card->body()->addStretch(1);
        return card;
    }

    static QWidget *makeVerdict()
    {
        auto *verdict = new VerdictPanel(BannerKind::Danger);
        verdict->setVerdict("控制不满意"_q, "连续第 2 次"_q);
        verdict->body()->addWidget(
            new RunsLabel({plain("收缩压 "_q), joined(bold("164"_q)), joined(plain("，65 岁及以上应低于 150"_q))}));
        verdict->body()->addWidget(new Rule);
        verdict->body()->addWidget(new Label("建议下一步"_q, TextStyle::Secondary, Token::Text2));
        verdict->body()->addWidget(new Label("转诊随访"_q, TextStyle::Verdict));
        auto *buttons = makeRow(8);
        buttons->addWidget(new Button("采用"_q, ButtonKind::Normal, Icon::Check, QKeySequence("Alt+A"_q)));
        buttons->addWidget(new Button("改判"_q, ButtonKind::Normal, Icon::Edit, QKeySequence("Alt+G"_q)));
        buttons->addStretch(1);
        verdict->body()->addLayout(buttons);
        return verdict;
    }

    static QWidget *makePressureChart()
    {
        auto *card = new Card("近 6 次与本次"_q);
        auto *view = new ChartView("血压"_q);
        const QList<QPointF> systolic{{1, 145}, {2, 147}, {3, 143}, {4, 149}, {5, 150}, {6, 158}};
        const QList<QPointF> diastolic{{1, 84}, {2, 86}, {3, 84}, {4, 88}, {5, 86}, {6, 92}};
        view->setDraw([systolic, diastolic, view] {
            auto *chart = new QChart;
            auto *x = new QValueAxis(chart);
            x->setRange(0.5, 7.2);
            x->setLabelsVisible(false);
            auto *y = new QValueAxis(chart);
            y->setRange(60, 180);
            y->setTickCount(view->height() > 160 ? 5 : 3);
            y->setLabelFormat("%d"_q);
            chart->addAxis(x, Qt::AlignBottom);
            chart->addAxis(y, Qt::AlignLeft);
            const auto add = [&](QAbstractSeries *series) {
                chart->addSeries(series);
                series->attachAxis(x);
                series->attachAxis(y);
            };
            const auto line = [&](const QList<QPointF> &points) {
                auto *made = new QLineSeries(chart);
                made->replace(points);
                return made;
            };
            auto *band = new QAreaSeries(line({{0.5, 150}, {7.2, 150}}), line({{0.5, 100}, {7.2, 100}}));
            styleBand(band, SeriesLook::First);
            add(band);
            auto *target = line({{0.5, 150}, {7.2, 150}});
            styleTarget(target, SeriesLook::First);
            add(target);
            auto *upper = line(systolic);
            styleLine(upper, SeriesLook::First);
            add(upper);
            auto *lower = line(diastolic);
            styleLine(lower, SeriesLook::Second);
            add(lower);
            styleChart(chart);
            return chart;
        });
        view->setForeground([systolic, diastolic](QPainter &painter, QChart &chart) {
            for (const QPointF &point : systolic)
                paintMarker(painter, chart.mapToPosition(point, chart.series()[2]), SeriesLook::First, point.x() > 5);
            for (const QPointF &point : diastolic)
                paintMarker(painter, chart.mapToPosition(point, chart.series()[3]), SeriesLook::Second, false);
        });
        card->body()->addWidget(view);
        return card;
    }
};

std::unique_ptr<MainWindow> makeWindow()
{
    auto window = std::make_unique<MainWindow>();
    window->addPage({"today"_q, Icon::Today, "今日工作"_q, 1, [] { return new WorkPage; }});
    window->addPage({"residents"_q, Icon::People, "居民"_q, 2, [] { return new Page; }});
    window->addPage({"visit"_q, Icon::Visit, "接诊"_q, 3, [] { return new FormPage; }});
    window->addPage({"pharmacy"_q, Icon::Pill, "药房"_q, 4, [] { return new Page; }});
    window->addPage({"followup"_q, Icon::Follow, "随访"_q, 5, [] { return new Page; }});
    window->addPage({"referrals"_q, Icon::Referral, "转诊"_q, 6, [] { return new Page; }});
    window->addPage({"report"_q, Icon::Report, "报表"_q, 7, [] { return new Page; }});
    window->addPage({"conflicts"_q, Icon::Conflict, "冲突"_q, 8, [] { return new Page; }});
    window->addPage({"settings"_q, Icon::Settings, "设置"_q, 0, [] { return new Page; }, Rail::Place::Bottom});
    window->rail()->setBadge("today"_q, 8, true);
    window->rail()->setBadge("pharmacy"_q, 4);
    window->topBar()->setSyncState({ChipKind::Warn, "离线，7 条记录还在本机"_q, Icon::Offline});
    window->topBar()->setPerson("赵德顺"_q, "王庄村卫生室"_q);
    return window;
}

void show(QWidget &widget)
{
    widget.show();
    widget.activateWindow();
    QApplication::setActiveWindow(&widget);
    settle();
}

} // namespace

TEST_CASE("the components are drawn in both themes and in large type", "[gallery]")
{
    for (const Look &look : looks) {
        applyTheme(*qApp, look.choice);
        const std::unique_ptr<QWidget> components(makeComponentsPage());
        const int width = theme().sp(1366);
        components->resize(width, std::max(768, components->heightForWidth(width)));
        show(*components);
        components->findChild<QWidget *>("focused"_q)->setFocus();
        savePicture(*components, "components-"_q + QString::fromUtf8(look.name));
        const std::unique_ptr<QWidget> foundations(makeFoundationsPage());
        foundations->resize(1366, 768);
        show(*foundations);
        savePicture(*foundations, "foundations-"_q + QString::fromUtf8(look.name));
        CHECK(components->grab().size() == components->size() * components->devicePixelRatioF());
    }
    applyTheme(*qApp, {});
}

TEST_CASE("what opens over a page is drawn in both themes", "[gallery]")
{
    for (const Look &look : looks) {
        applyTheme(*qApp, look.choice);
        Dialog dialog("作废这张处方？"_q);
        dialog.addSentence("处方 WZ-25-0417-6 还没有发药。作废后仍留在记录里，写明理由。"_q);
        auto *tabs = new QTabBar;
        tabs->setAccessibleName("档案"_q);
        for (const QString &word : {"概览"_q, "就诊 12"_q, "随访 6"_q})
            tabs->addTab(word);
        dialog.body()->addWidget(tabs);
        dialog.body()->addWidget(new Field("理由"_q));
        dialog.addReject("先不"_q);
        dialog.addAccept("作废"_q, ButtonKind::Danger);
        show(dialog);
        savePicture(dialog, "dialog-"_q + QString::fromUtf8(look.name));
        QMenu menu;
        menu.addAction(menuIcon(Icon::Lock), "锁屏"_q);
        menu.addAction(menuIcon(Icon::Settings), "设置"_q)->setEnabled(false);
        menu.addSeparator();
        menu.addAction(menuIcon(Icon::User), "换人"_q);
        menu.popup(QPoint(20, 20));
        menu.setActiveAction(menu.actions().first());
        savePicture(menu, "menu-"_q + QString::fromUtf8(look.name));
        CHECK(menu.sizeHint().height() >= 3 * theme().sp(32));
    }
    applyTheme(*qApp, {});
}

TEST_CASE("the frame is drawn in both themes and in large type", "[gallery]")
{
    for (const Look &look : looks) {
        applyTheme(*qApp, look.choice);
        auto window = makeWindow();
        window->resize(1366, 697);
        window->showPage("today"_q);
        show(*window);
        window->page("today"_q)->firstFocus()->setFocus();
        savePicture(*window, "frame-"_q + QString::fromUtf8(look.name));
        window->showPage("visit"_q);
        window->say("已暂存，10:12"_q, [] {});
        savePicture(*window, "form-"_q + QString::fromUtf8(look.name));
    }
    applyTheme(*qApp, {});
}

TEST_CASE("a change of theme while the window is open reaches everything", "[gallery]")
{
    auto window = makeWindow();
    window->resize(1366, 697);
    window->showPage("today"_q);
    show(*window);
    const QImage light = window->grab().toImage();
    applyTheme(*qApp, {Scheme::Dark, TypeSize::Large});
    settle();
    savePicture(*window, "frame-switched"_q);
    const QImage switched = window->grab().toImage();
    applyTheme(*qApp, {});
    settle();
    const QImage back = window->grab().toImage();
    CHECK(light != switched);
    CHECK(light == back);
    // No white is left in the dark: a widget that kept its colours would show.
    applyTheme(*qApp, {Scheme::Dark, TypeSize::Standard});
    settle();
    const QImage dark = window->grab().toImage();
    qint64 bright = 0;
    for (int y = 0; y < dark.height(); ++y)
        for (int x = 0; x < dark.width(); ++x)
            bright += qGray(dark.pixel(x, y)) > 245 ? 1 : 0;
    CHECK(bright < dark.width() * dark.height() / 200);
    applyTheme(*qApp, {});
}

TEST_CASE("everything that takes the focus has a name for a screen reader", "[gallery][accessible]")
{
    auto window = makeWindow();
    window->showPage("today"_q);
    window->showPage("visit"_q);
    makeComponentsPage()->setParent(window.get());
    show(*window);
    int named = 0;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() != nullptr ||
            qobject_cast<const Page *>(widget))
            continue;
        INFO(widget->metaObject()->className() << " in " << widget->parentWidget()->metaObject()->className());
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        REQUIRE(spoken != nullptr);
        if (spoken->role() == QAccessible::ScrollBar || spoken->role() == QAccessible::NoRole)
            continue;
        CHECK_FALSE(spoken->text(QAccessible::Name).isEmpty());
        CHECK(spoken->role() != QAccessible::Client);
        ++named;
    }
    CHECK(named > 30);
}
