// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/dialog.h"

namespace yigong {

/// What is shown once and by nobody again: a one-time password, an enrolment code, a recovery key.
struct OnceShown
{
    QString title;
    QString explanation; ///< what it opens, until when, what to do with it
    QString word;        ///< what it is: its accessible name, and its label on paper
    QString secret;
    QStringList facts; ///< lines above it on the paper: whose, of which site
};

/// Shows it large, to be written down or printed (Ctrl+P). Esc does not close it: only having kept it does.
class SecretDialog : public Dialog
{
    Q_OBJECT
public:
    SecretDialog(OnceShown shown, QWidget *parent);

    void reject() override {}

private:
    void print();

    OnceShown m_shown;
};

} // namespace yigong
