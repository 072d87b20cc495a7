// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/transport/enrol.h"
#include "ui/widgets/label.h"

#include <QThreadPool>

namespace yigong {

class Button;
class Field;

/// The first start of a laptop that is in no county yet: the hub's address, the one-time code from the county, and who
/// signs in first. Says which step it is at, and what is wrong in words; the same code goes on where it broke off.
/// Without a line, by a stick in two turns: the request goes out, the county's answer comes in.
class JoinPage : public QWidget
{
    Q_OBJECT
public:
    /// `folder`: where the store will be. `program`: this program's version.
    JoinPage(QString folder, QString program, const Clock &clock, QWidget *parent = nullptr);
    ~JoinPage() override; ///< waits for an enrolment under way

    [[nodiscard]] Field *firstField() const { return m_hub; }
    /// A turn with the stick in this folder; needs no address.
    void joinByStick(const QString &stick);

Q_SIGNALS:
    void joined(); ///< the store is there, and its recovery key has been shown

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeCard();
    void join();
    bool isFilled(std::initializer_list<Field *> fields);
    void begin(std::function<void(const EnrolmentWish &wish)> run);
    void tookTurn(const Result<StickTurn> &turn);
    void stepped(EnrolStep step);
    void took(const Result<EnrolledDevice> &device);
    [[nodiscard]] EnrolmentWish wish() const;

    QString m_folder;
    QString m_program;
    const Clock &m_clock;
    Field *m_hub;
    Field *m_code;
    Field *m_name;
    Field *m_login;
    Field *m_password;
    Label *m_step;
    Label *m_complaint;
    Button *m_join;
    Button *m_byStick;
    QThreadPool m_worker;
};

} // namespace yigong
