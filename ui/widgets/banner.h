// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace yigong {

enum class BannerKind : quint8
{
    Danger, ///< allergy, or what stops the work
    Warn,   ///< incomplete, overdue
    Info,   ///< what will follow
    Ok      ///< rare: prefer a toast
};

/// A sentence across the page with up to two buttons that mend what it says. Its bar, icon and sentence say the kind.
class Banner : public QWidget
{
    Q_OBJECT
public:
    explicit Banner(BannerKind kind, const Runs &sentence = {}, QWidget *parent = nullptr);

    void setKind(BannerKind kind);
    void setSentence(const Runs &sentence);
    void addAction(Button *action);
    void clearActions();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    BannerKind m_kind;
    IconLabel *m_icon;
    RunsLabel *m_sentence;
    QHBoxLayout *m_actions;
};

/// A box coloured by kind with a bar at its left, for verdicts and side notes: fill `body()`.
class VerdictPanel : public QWidget
{
    Q_OBJECT
public:
    explicit VerdictPanel(BannerKind kind, QWidget *parent = nullptr);

    void setKind(BannerKind kind);
    /// Icon and 17 px words at the top, with a note in text2 behind.
    void setVerdict(const QString &verdict, const QString &note = {});
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    BannerKind m_kind;
    IconLabel *m_icon;
    Label *m_verdict;
    Label *m_note;
    QVBoxLayout *m_body;
};

} // namespace yigong
