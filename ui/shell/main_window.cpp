// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast.h"
#include <QDialog>
#include <QKeyEvent>
#include <QShortcut>
#include <QStackedWidget>

namespace yigong {

MainWindow::MainWindow(QWidget *parent)
    : QWidget(parent), m_rail(new Rail(this)), m_topBar(new TopBar(this)), m_stack(new QStackedWidget(this)),
      m_toast(new Toast(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_topBar);
    column->addWidget(m_stack, 1);
    row->addWidget(m_rail);
    row->addLayout(column, 1);
    // 1366 × 768 less title and task bar, less a little for window frames.
    setMinimumSize(1200, 660);
    resize(1366, 697);
    connect(m_rail, &Rail::chosen, this, [this](const QString &key) { showPage(key); });
    auto *toSearch = new QShortcut(Qt::Key_F3, this);
    connect(toSearch, &QShortcut::activated, this, [this] {
        search()->setFocus(Qt::ShortcutFocusReason);
        search()->selectAll();
    });
    connectSearch();
}

MainWindow::~MainWindow() = default;

bool MainWindow::hasUnsavedEntry() const
{
    for (const QDialog *dialog : findChildren<QDialog *>())
        if (dialog->isVisible())
            return true; // it closes once it is written
    for (const Registered &entry : m_pages)
        if (entry.page != nullptr && entry.page->hasUnsavedEntry())
            return true;
    return false;
}

void MainWindow::addPage(const PageSpec &spec)
{
    m_pages.insert(spec.key, {spec, nullptr});
    if (spec.inRail)
        m_rail->addItem(spec.key, spec.icon, spec.word, spec.digit, spec.place);
    if (spec.digit > 0) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_0 + spec.digit % 10)), this);
        connect(shortcut, &QShortcut::activated, this, [this, key = spec.key] { showPage(key); });
    }
}

bool MainWindow::showPage(const QString &key, const QVariant &argument)
{
    return bringToFront(key, argument, Focus::ToPage);
}

bool MainWindow::bringToFront(const QString &key, const QVariant &argument, Focus focus)
{
    const auto entry = m_pages.find(key);
    if (entry == m_pages.end())
        return false;
    Page *page = made(*entry);
    const bool other = m_current != key;
    if (other && !page->takesSearch())
        search()->finish(); // while the page that searched still hears it
    m_current = key;
    m_stack->setCurrentWidget(page);
    m_rail->setCurrent(key);
    page->refresh();
    page->open(argument);
    if (other && focus == Focus::ToPage)
        focusPage();
    Q_EMIT pageShown(key);
    return true;
}

Page *MainWindow::page(const QString &key) const
{
    return m_pages.value(key).page;
}

Page *MainWindow::made(Registered &entry)
{
    if (entry.page == nullptr) {
        entry.page = entry.spec.make();
        entry.page->setAccessibleName(entry.spec.word);
        m_stack->addWidget(entry.page);
        connectPage(entry.page);
    }
    return entry.page;
}

void MainWindow::connectPage(Page *page)
{
    connect(page, &Page::toastRequested, this, &MainWindow::say);
    connect(page, &Page::patientRequested, this, &MainWindow::patientRequested);
    connect(page, &Page::pageRequested, this, &MainWindow::showPage);
    connect(page, &Page::failed, this, &MainWindow::failed);
    connect(page, &Page::dataChanged, this, &MainWindow::dataChanged);
}

void MainWindow::connectSearch()
{
    connect(search(), &SearchBox::searched, this, [this](const QString &text) {
        if (Page *page = searchingPage())
            page->search(text);
        else if (!m_searchPage.isEmpty() && !text.isEmpty() && bringToFront(m_searchPage, {}, Focus::Stays) &&
                 searchingPage() != nullptr)
            searchingPage()->search(text);
    });
    connect(search(), &SearchBox::stepped, this, [this](int rows) {
        if (Page *page = searchingPage())
            page->stepInResults(rows);
    });
    connect(search(), &SearchBox::submitted, this, [this] {
        if (Page *page = searchingPage())
            page->openResult();
    });
    connect(search(), &SearchBox::left, this, [this] { focusPage(); });
}

Page *MainWindow::searchingPage() const
{
    Page *current = page(m_current);
    return current != nullptr && current->takesSearch() ? current : nullptr;
}

void MainWindow::focusPage()
{
    Page *current = page(m_current);
    if (current == nullptr)
        return;
    if (QWidget *first = current->firstFocus())
        return first->setFocus(Qt::OtherFocusReason);
    for (QWidget *next = current->nextInFocusChain(); next != current; next = next->nextInFocusChain())
        if (current->isAncestorOf(next) && next->isEnabled() && next->isVisibleTo(current) &&
            (next->focusPolicy() & Qt::TabFocus) != 0)
            return next->setFocus(Qt::OtherFocusReason);
    current->setFocus();
}

void MainWindow::say(const QString &sentence, const std::function<void()> &undo)
{
    m_toast->say(sentence, undo);
}

void MainWindow::refreshPages()
{
    if (Page *current = page(m_current))
        current->refresh();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // What nothing else took. A name's initials typed anywhere search for the person.
    const QString typed = event->text();
    const bool modified = (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0;
    if (event->key() == Qt::Key_Escape) {
        if (Page *current = page(m_current))
            current->stepBack();
    } else if (!typed.isEmpty() && typed.at(0).isLetterOrNumber() && !modified) {
        search()->beginWith(typed);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace yigong
