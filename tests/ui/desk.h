// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/site.h"
#include "tests/support/county.h"
#include "tests/support/patience.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workplace.h"
#include "ui/theme/theme.h"
#include "ui/widgets/suggest_box.h"
#include "ui/widgets/toast.h"
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QTest>
#include <QTimer>

namespace yigong {

/// Somebody's window over the small county's store, and what hands do at it. Tests find controls by their accessible
/// names, as a screen reader does.
struct Desk
{
    explicit Desk(CountyStore &county, const Actor &who, const Site &at)
        : place{*county.db, who, personOf(county, who), at, Catalogue::shipped(), county.clock}
    {
        window.resize(1366, 768);
    }

    template <typename P> P *shows(const QString &key, const QVariant &argument = {})
    {
        window.addPage({key, Icon::Visit, key, 1, [this] { return new P(place); }});
        window.show();
        QApplication::setActiveWindow(&window);
        window.showPage(key, argument);
        settle();
        return static_cast<P *>(window.page(key));
    }
    /// The control of that name that can be seen; a missing one fails the test.
    template <typename W = QWidget> W *control(const QString &name) const
    {
        for (QWidget *top : QApplication::topLevelWidgets())
            for (W *widget : top->findChildren<W *>())
                if (widget->isVisible() && (widget->accessibleName() == name || wordOf(widget) == name))
                    return widget;
        FAIL("no control named " << name.toStdString());
        return nullptr;
    }
    void goesTo(const QString &name) const
    {
        control(name)->setFocus();
        settle();
    }
    void presses(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : const_cast<MainWindow *>(&window), key, modifiers);
        settle();
    }
    void types(const QString &text) const
    {
        typesOn(text);
        settle();
    }
    /// Does `inDialog` once the next dialog is there, which holds whoever opens it.
    static void answersNextDialog(const std::function<void(QWidget *)> &inDialog)
    {
        QTimer::singleShot(300, [inDialog] {
            if (QWidget *dialog = QApplication::activeModalWidget())
                inDialog(dialog);
        });
    }
    /// Presses a key that opens a dialog, and does `inDialog` once it is there.
    void pressesAndAnswers(Qt::Key key, const std::function<void(QWidget *)> &inDialog,
                           Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        answersNextDialog(inDialog);
        presses(key, modifiers);
    }
    /// Fills the fields of a dialog by their accessible names, with keys, and ends it with F12. One that lacks a field,
    /// lists nothing to pick or will not close is left, so that the test fails instead of waiting for ever.
    static void fillsAndConfirms(QWidget *dialog, const QList<QPair<QString, QString>> &fields)
    {
        for (const auto &[name, text] : fields) {
            QWidget *field = inputIn(dialog, name);
            if (field == nullptr)
                return static_cast<QDialog *>(dialog)->reject();
            field->setFocus();
            QTest::keySequence(field, QKeySequence(QKeySequence::SelectAll));
            typesOn(text);
            if (auto *box = qobject_cast<SuggestBox *>(field)) {
                if (!QTest::qWaitFor([&] { return box->popup()->isVisible(); }, 3000))
                    return static_cast<QDialog *>(dialog)->reject();
                QTest::keyClick(box, Qt::Key_Return);
            }
        }
        QTest::keyClick(dialog, Qt::Key_F12);
        if (dialog->isVisible())
            static_cast<QDialog *>(dialog)->reject();
    }
    template <typename Done> bool waitsFor(Done done) const { return QTest::qWaitFor(done, longestWaitMs); }

    /// Keeps what the window shows under build/…/pictures.
    void keepsPicture(const QString &name)
    {
        settle();
        const QString folder = QStringLiteral(YIGONG_BINARY_DIR "/pictures");
        QDir().mkpath(folder);
        REQUIRE(window.grab().save(folder + u'/' + name + QStringLiteral(".png")));
    }
    void keepsPictureInTheDark(const QString &name)
    {
        applyTheme(*qApp, {Scheme::Dark, TypeSize::Standard});
        keepsPicture(name);
        applyTheme(*qApp, {});
    }
    static void settle()
    {
        for (int i = 0; i < 5; ++i)
            QApplication::processEvents();
    }

    Workplace place;
    MainWindow window;

private:
    /// Where the focus is by then: a full field may pass it on. QTest::keyClicks knows ASCII only.
    static void typesOn(const QString &text)
    {
        for (const QChar c : text) {
            QKeyEvent down(QEvent::KeyPress, 0, Qt::NoModifier, QString(c));
            QApplication::sendEvent(QApplication::focusWidget(), &down);
        }
    }
    static QWidget *inputIn(QWidget *dialog, const QString &name)
    {
        for (QWidget *field : dialog->findChildren<QWidget *>())
            if (field->isVisible() && field->accessibleName() == name && field->focusPolicy() != Qt::NoFocus)
                return field;
        return nullptr;
    }
    static QString wordOf(const QWidget *widget)
    {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        return button != nullptr ? button->text() : QString();
    }
    static Practitioner personOf(CountyStore &county, const Actor &who)
    {
        const auto person = county.read([&](const Snapshot &s) { return s.get<Practitioner>(who.practitioner); });
        REQUIRE(person);
        return *person;
    }
};

} // namespace yigong
