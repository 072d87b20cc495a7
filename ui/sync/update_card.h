// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/update_watch.h"
#include "ui/widgets/card.h"

namespace yigong {

class Button;

/// Which version this is, and, once everything is saved, the newer one that is ready: what is new in it, one press to
/// install it, one to start it.
class UpdateCard : public Card
{
    Q_OBJECT
public:
    explicit UpdateCard(UpdateWatch &watch, QWidget *parent = nullptr);

private:
    void showState();
    void chooseFolder();
    [[nodiscard]] QList<QPair<QString, Runs>> facts() const;

    UpdateWatch &m_watch;
    FactList *m_facts;
    Button *m_stick;
    Button *m_install;
    Button *m_restart;
};

/// What is new in a release, in the interface's language.
QString notesOf(const Release &release);

} // namespace yigong
