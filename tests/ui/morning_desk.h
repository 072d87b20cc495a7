// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/ui/clinic_desk.h"
#include "tests/ui/strokes.h"
#include "ui/shell/top_bar.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/composition.h"
#include "ui/widgets/search_box.h"

#include <QDialog>
#include <QLabel>
#include <QThread>
#include <QTimer>
#include <algorithm>

namespace yigong {

/// The clinic's window on a morning: hands at its keys, and eyes that wait until the screen shows what the next key is
/// for. Nothing is pressed, chosen or focused but by keys.
class MorningDesk : public ClinicDesk
{
public:
    [[nodiscard]] int keysStruck() const { return m_keys; }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        pressed(key, modifiers);
        ++m_keys;
    }
    /// Keys, one after the other, as `strokeOf` names them.
    void strikes(const QString &keys)
    {
        for (const QChar key : keys) {
            if (const auto stroke = strokeOf(key))
                pressed(stroke->key, stroke->modifiers);
            else
                typed(QString(key));
            ++m_keys;
        }
    }
    /// Chinese words by pinyin and the space that takes them; a finger needs longer than that to come to Enter.
    void says(const QString &pinyin, const QString &words)
    {
        REQUIRE(QApplication::focusWidget() != nullptr);
        composed(pinyin, words);
        m_keys += static_cast<int>(pinyin.size()) + 1;
        REQUIRE(sees([] { return !Composition::current().holdsEnter(); }));
    }
    /// Looks often: what a page shows is there in a few milliseconds, and a morning has hundreds of such moments.
    static bool sees(const std::function<bool()> &shown)
    {
        for (int look = 0; look < 200; ++look) {
            QApplication::processEvents();
            if (shown())
                return true;
            QThread::msleep(1);
        }
        return waited(shown);
    }
    /// Does `inDialog` once a dialog stands there, which `opens` brings up; that may hold whoever opened it.
    void answers(const std::function<void()> &opens, const std::function<void()> &inDialog)
    {
        bool answered = false;
        QTimer look;
        QObject::connect(&look, &QTimer::timeout, &look, [&] {
            QWidget *dialog = QApplication::activeModalWidget();
            if (dialog == nullptr || !dialog->isVisible())
                return;
            look.stop();
            QApplication::setActiveWindow(dialog);
            inDialog();
            answered = true;
            if (dialog == QApplication::activeModalWidget()) // so that the test fails instead of waiting for ever
                static_cast<QDialog *>(dialog)->reject();
        });
        look.start(1);
        opens();
        REQUIRE(sees([&] { return answered && QApplication::activeModalWidget() == nullptr; }));
        QApplication::setActiveWindow(&desktop()); // as a desk's window manager does
    }

    template <typename W> W &page(const char *key)
    {
        auto *found = qobject_cast<W *>(window().page(QString::fromLatin1(key)));
        REQUIRE(found != nullptr);
        return *found;
    }
    [[nodiscard]] bool isAt(const char *key) { return window().currentKey() == QLatin1String(key); }
    [[nodiscard]] static QString focused()
    {
        const QWidget *at = QApplication::focusWidget();
        return at == nullptr ? QString() : at->accessibleName();
    }
    [[nodiscard]] bool reads(const QString &words)
    {
        const QList<QLabel *> labels = window().findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text() == words; });
    }
    /// What the corner of every page says of the data.
    [[nodiscard]] QString standing()
    {
        const auto *chip = window().topBar()->findChild<ChipButton *>();
        return chip == nullptr || !chip->isVisible() ? QString() : chip->spec().word;
    }
    /// F3 and the initials, until their record is on the screen.
    void finds(const QString &name, const QString &initials)
    {
        INFO("looking for " << name.toStdString());
        press(Qt::Key_F3);
        REQUIRE(sees([&] { return window().search()->hasFocus(); }));
        strikes(initials);
        REQUIRE(sees([&] { return isAt("residents") && reads(name); }));
    }
    template <typename F> auto read(F &&f) { return workplace().db.read(std::forward<F>(f)); }
    [[nodiscard]] Id idOf(const QString &name)
    {
        INFO(name.toStdString());
        const auto found = read([&](const Snapshot &s) { return s.select<Patient>("WHERE name = ?", {name}); });
        REQUIRE(found);
        REQUIRE(found->size() == 1);
        return found->front().id;
    }

private:
    int m_keys = 0;
};

} // namespace yigong
