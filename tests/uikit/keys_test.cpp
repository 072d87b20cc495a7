// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/text.h"
#include "tests/uikit/gallery.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/enter_moves_on.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/suggest_box.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text_area.h"
#include "ui/widgets/toast.h"
#include <QApplication>
#include <QClipboard>
#include <QInputMethodEvent>
#include <QPromise>
#include <QSignalSpy>
#include <QTest>

using namespace yigong;

namespace {

void bring(QWidget &widget)
{
    widget.show();
    QApplication::setActiveWindow(&widget);
    settle();
}

void compose(QWidget *field, const QString &letters)
{
    QInputMethodEvent event(letters, {});
    QApplication::sendEvent(field, &event);
}

void commit(QWidget *field, const QString &words)
{
    QInputMethodEvent event;
    event.setCommitString(words);
    QApplication::sendEvent(field, &event);
}

void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

void type(const QString &text)
{
    for (const QChar c : text) {
        QKeyEvent down(QEvent::KeyPress, 0, Qt::NoModifier, QString(c));
        QApplication::sendEvent(QApplication::focusWidget(), &down);
        QKeyEvent up(QEvent::KeyRelease, 0, Qt::NoModifier, QString(c));
        QApplication::sendEvent(QApplication::focusWidget(), &up);
    }
}

/// A form as the pages put it together.
struct Form : QWidget
{
    Field *complaint = new Field("主诉"_q);
    PressureField *pressure = new PressureField;
    NumberField *weight = new NumberField("体重"_q, 1);
    Segments *medication =
        new Segments({{"regular"_q, "规律"_q}, {"irregular"_q, "间断"_q}, {"none"_q, "不服药"_q}}, "服药"_q);
    ComboField *way = new ComboField("随访方式"_q, {{"clinic"_q, "门诊"_q}, {"home"_q, "家庭"_q}});
    TextArea *advice = new TextArea("嘱咐"_q);
    EnterMovesOn *walk = nullptr;

    Form()
    {
        auto *column = makeColumn();
        setLayout(column);
        const QList<QPair<QString, QWidget *>> rows{{"主诉"_q, complaint},  {"血压"_q, pressure}, {"体重"_q, weight},
                                                    {"服药"_q, medication}, {"方式"_q, way},      {"嘱咐"_q, advice}};
        for (const auto &[label, control] : rows)
            column->addWidget(new FormRow(label, control));
        walk = new EnterMovesOn(this);
        resize(800, 600);
        show();
        QApplication::setActiveWindow(this);
        settle();
        walk->start();
    }
    using QWidget::show;
};

Suggestions diagnoses(const QString &typed)
{
    Suggestions found;
    for (const auto &[code, name, initials] :
         {std::tuple{"I10", "原发性高血压", "yfxgxy"}, {"I15", "继发性高血压", "jfxgxy"}, {"R42", "头晕", "ty"}})
        if (QString::fromUtf8(initials).contains(typed) || QString::fromUtf8(name).contains(typed))
            found.append(
                {QString::fromUtf8(code), QString::fromUtf8(name), Cell({plain(QString::fromUtf8(name))}, {}, {})});
    return found;
}

} // namespace

TEST_CASE("Enter walks through a form in the order of the paper, and up goes back", "[keys]")
{
    Form form;
    CHECK(form.complaint->hasFocus());
    press(Qt::Key_Return);
    CHECK(form.pressure->systolicField()->hasFocus());
    press(Qt::Key_Enter);
    CHECK(form.pressure->diastolicField()->hasFocus());
    press(Qt::Key_Return);
    CHECK(form.weight->hasFocus());
    press(Qt::Key_Up);
    CHECK(form.pressure->diastolicField()->hasFocus());
    press(Qt::Key_Return);
    press(Qt::Key_Return);
    CHECK(form.medication->isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_2);
    CHECK(form.medication->value() == "irregular"_q);
    press(Qt::Key_Return);
    CHECK(form.way->hasFocus());
    press(Qt::Key_Return);
    CHECK(form.advice->hasFocus());
    QSignalSpy ended(form.walk, &EnterMovesOn::endReached);
    press(Qt::Key_Return);
    CHECK(ended.count() == 1);
    CHECK(form.advice->text().isEmpty());
    press(Qt::Key_Return, Qt::ShiftModifier);
    CHECK(form.advice->text() == "\n"_q);
}

TEST_CASE("the Enter that ends a composition does not move on", "[keys][input-method]")
{
    Form form;
    compose(form.complaint, "tou yun"_q);
    press(Qt::Key_Return);
    CHECK(form.complaint->hasFocus());
    commit(form.complaint, "头晕"_q);
    press(Qt::Key_Return);
    CHECK(form.complaint->hasFocus());
    CHECK(form.complaint->text() == "头晕"_q);

    QTest::qWait(60);
    press(Qt::Key_Return);
    CHECK(form.pressure->systolicField()->hasFocus());
}

TEST_CASE("a composition that is given up does not hold Enter for ever", "[keys][input-method]")
{
    Form form;
    compose(form.complaint, "tou"_q);
    compose(form.complaint, QString());
    QTest::qWait(60);
    press(Qt::Key_Return);
    CHECK(form.pressure->systolicField()->hasFocus());
}

TEST_CASE("three digits of pressure, or a slash, jump to the second box", "[keys]")
{
    struct Case
    {
        const char *typed, *systolic, *diastolic;
    };
    const auto c = GENERATE(values<Case>({{"16494", "164", "94"},
                                          {"98/62", "98", "62"},
                                          {"１６４９４", "164", "94"},
                                          {"９８／６２", "98", "62"},
                                          {"118/76", "118", "76"},
                                          {"05", "05", ""}}));
    INFO(c.typed);
    PressureField field;
    bring(field);
    field.setFocus();
    type(QString::fromUtf8(c.typed));
    CHECK(field.systolicField()->text() == QString::fromUtf8(c.systolic));
    CHECK(field.diastolicField()->text() == QString::fromUtf8(c.diastolic));
}

TEST_CASE("a pressure pasted whole fills both boxes, and Backspace goes back", "[keys]")
{
    PressureField field;
    bring(field);
    field.setFocus();
    QGuiApplication::clipboard()->setText("158／92"_q);
    press(Qt::Key_V, Qt::ControlModifier);
    CHECK(field.systolic() == 158);
    CHECK(field.diastolic() == 92);
    field.diastolicField()->clear();
    press(Qt::Key_Backspace);
    CHECK(field.systolicField()->hasFocus());
}

TEST_CASE("number fields take full-width digits and refuse letters", "[keys]")
{
    NumberField weight("体重"_q, 1);
    weight.setRange(2, 250);
    bring(weight);
    weight.setFocus();
    CHECK_FALSE(weight.testAttribute(Qt::WA_InputMethodEnabled));
    type("６１。５kg"_q);
    CHECK(weight.text() == "61.5"_q);
    CHECK(weight.scaled() == 615);
    type("5"_q);
    CHECK(weight.text() == "61.5"_q);
}

TEST_CASE("a number beyond its limit says the limit", "[keys]")
{
    NumberField systolic("收缩压"_q);
    systolic.setRange(50, 300);
    bring(systolic);
    systolic.setFocus();
    type("1640"_q);
    press(Qt::Key_Return);
    CHECK(systolic.state() == FieldState::Error);
    CHECK(systolic.message() == "收缩压最多 300，请核对"_q);
    CHECK_FALSE(systolic.value().has_value());
    press(Qt::Key_Backspace);
    CHECK(systolic.state() == FieldState::Normal);
    CHECK(systolic.value() == 164);
}

TEST_CASE("a carried value is marked until it is touched, and = takes last time's", "[keys]")
{
    Field goal("体重目标"_q);
    bring(goal);
    goal.setFocus();
    goal.carry("58.0"_q);
    CHECK(goal.state() == FieldState::Carried);
    type("1"_q);
    CHECK(goal.state() == FieldState::Normal);
    goal.clear();
    goal.setLastTime("57.5"_q);
    type("="_q);
    CHECK(goal.text() == "57.5"_q);
    CHECK(goal.state() == FieldState::Carried);
}

TEST_CASE("a day is understood however it is written", "[keys]")
{
    const QDate today(2025, 5, 13);
    const auto c = GENERATE(values<std::pair<const char *, const char *>>({{"2025-05-27", "2025-05-27"},
                                                                           {"20250527", "2025-05-27"},
                                                                           {"２０２５０５２７", "2025-05-27"},
                                                                           {"2025.5.27", "2025-05-27"},
                                                                           {"2025年5月27日", "2025-05-27"},
                                                                           {"5-27", "2025-05-27"},
                                                                           {"2025-02-30", ""},
                                                                           {"明天", ""}}));
    INFO(c.first);
    const auto day = dateFromText(QString::fromUtf8(c.first), today);
    CHECK((day ? day->toString(Qt::ISODate) : QString()) == QString::fromUtf8(c.second));
}

TEST_CASE("a diagnosis is picked by keys, and only then does Enter move on", "[keys]")
{
    QWidget form;
    auto *column = makeColumn();
    form.setLayout(column);
    auto *box = new SuggestBox("诊断"_q);
    box->setSource(diagnoses);
    auto *after = new Field("嘱咐"_q);
    column->addWidget(box);
    column->addWidget(after);
    column->addStretch(1);
    form.resize(500, 400);
    new EnterMovesOn(&form);
    bring(form);
    box->setFocus();
    QSignalSpy picked(box, &SuggestBox::picked);
    type("gxy"_q);
    REQUIRE(box->popup()->isVisible());
    savePicture(form, "suggestions"_q);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    CHECK(picked.count() == 1);
    CHECK(box->text() == "继发性高血压"_q);
    CHECK(box->pickedKey() == "I15"_q);
    CHECK_FALSE(box->popup()->isVisible());
    CHECK(box->hasFocus());
    press(Qt::Key_Return);
    CHECK(after->hasFocus());

    box->setFocus();
    box->clear();
    type("ty"_q);
    REQUIRE(box->popup()->isVisible());
    press(Qt::Key_Escape);
    CHECK_FALSE(box->popup()->isVisible());
    CHECK_FALSE(box->pickedKey().isValid());
}

TEST_CASE("Enter moves on within a form of a window, also once suggestions were shown", "[keys]")
{
    QWidget window;
    auto *rows = makeColumn();
    window.setLayout(rows);
    auto *form = new QWidget;
    form->setLayout(makeColumn());
    auto *box = new SuggestBox("诊断"_q);
    box->setSource(diagnoses);
    auto *after = new Field("嘱咐"_q);
    form->layout()->addWidget(box);
    form->layout()->addWidget(after);
    rows->addWidget(form);
    rows->addWidget(new Field("别处"_q));
    window.resize(500, 400);
    auto *walk = new EnterMovesOn(form);
    QSignalSpy ended(walk, &EnterMovesOn::endReached);
    bring(window);
    box->setFocus();
    type("gxy"_q);
    REQUIRE(box->popup()->isVisible()); // the window's child by now
    press(Qt::Key_Return);
    press(Qt::Key_Return);
    CHECK(after->hasFocus());
    press(Qt::Key_Return); // what lies beyond the form is not its next field
    CHECK(after->hasFocus());
    CHECK(ended.count() == 1);
}

TEST_CASE("the Enter that ends a composition picks nothing", "[keys][input-method]")
{
    QWidget form;
    auto *column = makeColumn();
    form.setLayout(column);
    auto *box = new SuggestBox("诊断"_q);
    box->setSource(diagnoses);
    column->addWidget(box);
    form.resize(500, 400);
    bring(form);
    box->setFocus();
    QSignalSpy picked(box, &SuggestBox::picked);
    compose(box, "gao"_q);
    commit(box, "高"_q);
    REQUIRE(box->popup()->isVisible());
    press(Qt::Key_Return);
    CHECK(picked.isEmpty());
    QTest::qWait(60);
    press(Qt::Key_Return);
    CHECK(picked.count() == 1);
}

TEST_CASE("a blocked button says why; a button with the focus is pressed by Enter", "[keys]")
{
    Button sign("签名并发药"_q, ButtonKind::Primary, Icon::Check, Qt::Key_F12);
    bring(sign);
    QSignalSpy clicked(&sign, &QPushButton::clicked);
    press(Qt::Key_F12);
    sign.setFocus();
    press(Qt::Key_Return);
    CHECK(clicked.count() == 2);
    sign.setText("签名，看下一位"_q);
    QTest::keyClick(&sign, Qt::Key_F12);
    CHECK(clicked.count() == 3);
    sign.setBlockedReason("1 行库存不足"_q);
    QTest::keyClick(&sign, Qt::Key_F12);
    CHECK(clicked.count() == 3);
    CHECK(sign.accessibleDescription() == "1 行库存不足"_q);
}

namespace {

using Numbers = PagedModel<int>;

Numbers *numbers(QObject *parent)
{
    return new Numbers(
        {{"号"_q, 0}}, [](const int &row, int) { return Cell::number(QString::number(row)); }, parent);
}

} // namespace

TEST_CASE("rows come page by page, and a stale answer is dropped", "[table]")
{
    QWidget owner;
    Numbers *model = numbers(&owner);
    std::vector<std::pair<qint64, QPromise<Numbers::Answer>>> asked;
    const auto fetch = [&](qint64 offset, int) {
        asked.emplace_back(offset, QPromise<Numbers::Answer>());
        asked.back().second.start();
        return asked.back().second.future();
    };
    const auto answer = [&](std::size_t question, qint64 total, int first, int count) {
        RowPage<int> page;
        page.total = total;
        for (int i = 0; i < count; ++i)
            page.rows.push_back(first + i);
        asked[question].second.addResult(Numbers::Answer(std::move(page)));
        asked[question].second.finish();
        settle();
    };
    model->setFetch(fetch);
    model->setFetch(fetch); // typed on before the first answer came
    REQUIRE(asked.size() == 2);
    answer(1, 250, 1000, 100);
    CHECK(model->rowCount() == 250);
    answer(0, 3, 5000, 3);
    CHECK(model->rowCount() == 250);
    CHECK(*model->row(0) == 1000);

    CHECK(model->row(240) == nullptr);
    CHECK(model->index(240, 0).data().toString().isEmpty());
    settle();
    REQUIRE(asked.size() == 3);
    CHECK(asked[2].first == 200);
    answer(2, 250, 1200, 50);
    CHECK(model->index(240, 0).data().toString() == "1240"_q);
}

TEST_CASE("in a table the arrows walk, Enter activates, Space looks, and letters are left to the search",
          "[table][keys]")
{
    MainWindow window;
    auto *table = new Table("号"_q);
    table->setRows(numbers(table));
    static_cast<Numbers *>(table->model())->setRows({11, 12, 13});
    struct TablePage : Page
    {
        explicit TablePage(QWidget *table)
        {
            auto *column = makeColumn();
            setLayout(column);
            column->addWidget(table);
        }
    };
    window.addPage({"today"_q, Icon::Today, "今日工作"_q, 1, [table] { return new TablePage(table); }});
    bring(window);
    window.showPage("today"_q);
    settle();
    REQUIRE(table->hasFocus());
    QSignalSpy activated(table, &Table::rowActivated);
    QSignalSpy looked(table, &Table::rowLookedAt);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    press(Qt::Key_Space);
    REQUIRE(activated.count() == 1);
    CHECK(activated[0][0].toInt() == 1);
    CHECK(looked.count() == 1);
    press(Qt::Key_L);
    CHECK(window.search()->hasFocus());
    CHECK(window.search()->text() == "l"_q);
    press(Qt::Key_X);
    CHECK(window.search()->text() == "lx"_q);
}

TEST_CASE("Alt and a digit open pages, F3 the search; Escape leaves it again", "[shell][keys]")
{
    MainWindow window;
    for (int i = 1; i <= 8; ++i)
        window.addPage({QString::number(i), Icon::Today, QString::number(i), i, [] {
                            auto *page = new Page;
                            auto *column = makeColumn();
                            page->setLayout(column);
                            column->addWidget(new Field("栏"_q));
                            return page;
                        }});
    bring(window);
    REQUIRE(window.showPage("1"_q));
    CHECK(window.page("5"_q) == nullptr);
    press(Qt::Key_5, Qt::AltModifier);
    CHECK(window.currentKey() == "5"_q);
    CHECK(window.page("5"_q) != nullptr);
    press(Qt::Key_8, Qt::AltModifier);
    CHECK(window.currentKey() == "8"_q);
    CHECK(window.page("8"_q)->isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_F3);
    CHECK(window.search()->hasFocus());
    press(Qt::Key_Escape);
    CHECK(window.page("8"_q)->isAncestorOf(QApplication::focusWidget()));
    CHECK_FALSE(window.showPage("sync"_q));
}

TEST_CASE("what is typed anywhere drives the page that lists people", "[shell][keys]")
{
    struct People : Page
    {
        bool takesSearch() const override { return true; }
        void search(const QString &text) override { asked.append(text); }
        void stepInResults(int rows) override { at += rows; }
        QStringList asked;
        int at = 0;
    };
    MainWindow window;
    auto *people = new People;
    window.addPage({"today"_q, Icon::Today, "今日工作"_q, 1, [] { return new Page; }});
    window.addPage({"residents"_q, Icon::People, "居民"_q, 2, [people] { return people; }});
    window.setSearchPage("residents"_q);
    bring(window);
    window.showPage("today"_q);
    press(Qt::Key_F3);
    type("lxl"_q);
    QTest::qWait(200);
    CHECK(window.currentKey() == "residents"_q);
    CHECK(people->asked == QStringList{"lxl"_q});
    CHECK(window.search()->hasFocus());
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    CHECK(people->at == 2);
}

TEST_CASE("a toast can be undone by Ctrl+Z from anywhere, but not over typing", "[shell][keys]")
{
    MainWindow window;
    window.addPage({"today"_q, Icon::Today, "今日工作"_q, 1, [] {
                        auto *page = new Page;
                        auto *column = makeColumn();
                        page->setLayout(column);
                        column->addWidget(new Field("栏"_q));
                        return page;
                    }});
    bring(window);
    window.showPage("today"_q);
    int undone = 0;
    window.say("已暂存"_q, [&] { ++undone; });
    type("a"_q);
    press(Qt::Key_Z, Qt::ControlModifier);
    CHECK(undone == 0);
    press(Qt::Key_Z, Qt::ControlModifier);
    CHECK(undone == 1);
    press(Qt::Key_Z, Qt::ControlModifier);
    CHECK(undone == 1);
}
