// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/workplace.h"
#include "ui/widgets/label.h"

namespace yigong {

class Button;
class FactList;
class Field;
struct ListedDevice;

/// One page about a laptop that is lost: what it held, what of it the county has and what at most it has not, what its
/// finder can do with it, and the revocation, with its reason.
class LostLaptopView : public QWidget
{
    Q_OBJECT
public:
    explicit LostLaptopView(Workplace &workplace, QWidget *parent = nullptr);
    ~LostLaptopView() override;

    void show(const ListedDevice &device);

Q_SIGNALS:
    void left();
    void revoked(const QString &name);

private:
    void revoke();
    [[nodiscard]] QList<QPair<QString, Runs>> facts() const;

    Workplace &m_workplace;
    std::unique_ptr<ListedDevice> m_device;
    Label *m_title;
    FactList *m_facts;
    Field *m_reason;
    Label *m_complaint;
    Button *m_revoke;
};

} // namespace yigong
