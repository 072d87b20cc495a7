// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/save_follow_up.h"

#include <QWidget>

namespace yigong {

/// One closed form to read: what was concluded and why, whether it was corrected (by whom, when, why) or corrects
/// another, and its answers as they were given.
class ClosedFormView : public QWidget
{
    Q_OBJECT
public:
    ClosedFormView(const ListedFollowUp &listed, const Patient &patient, const FollowUpRules &rules, Instant now,
                   QWidget *parent = nullptr);

private:
    void addVerdict(const FollowUp &form, const Patient &patient, const FollowUpRules &rules, QDate today);
    void addAnswers(const ListedFollowUp &listed, Instant now);
};

} // namespace yigong
