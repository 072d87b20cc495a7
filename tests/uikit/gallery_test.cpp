// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/text.h"
#include "tests/uikit/gallery.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/patient_bar.h"
#include "ui/widgets/scroll_area.h"
#include "ui/widgets/table.h"
#include "ui/widgets/tile.h"
#include <QAccessible>
#include <QApplication>
#include <QScrollBar>

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
        column->addWidget(new ScrollArea(makeComponentsPage()), 1);
        auto *actions = new ActionBar;
        actions->addKey("Enter 下一项"_q);
        actions->setNote(Icon::Lock, {soft("签名后不能改，只能补充更正"_q)});
        actions->addButton(new Button("暂存"_q, ButtonKind::Normal, Icon::Draft, Qt::Key_F9));
        auto *sign = new Button("签名并发药"_q, ButtonKind::Primary, Icon::Check, Qt::Key_F12);
        actions->addButton(sign);
        sign->setBlockedReason("1 行库存不足"_q);
        column->addWidget(actions);
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
        components->resize(1366, 768);
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
    CHECK(named > 40);
}
