// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/devices.h"
#include "core/sites/site_tree.h"
#include "core/sync/device_standing.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/button.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

class QStackedWidget;

namespace yigong {

class Banner;
class Card;
class FactList;
class Field;
class Label;
class LostLaptopView;
class Segments;
class Table;

/// A device as the page lists it: what every site knows of it, and, where the hub answers, how it stands there.
struct ListedDevice
{
    Device device;
    QString siteName;
    std::optional<DeviceStanding> standing;
};

/// Words of a device's last days: enrolled, silent for so long, revoked.
ChipSpec deviceChip(const ListedDevice &one, Instant now);
/// "王庄村卫生室 A": how people name a laptop.
QString laptopName(const ListedDevice &one);

/// The computers of a county: who has which, when each was last heard of, and how much of it the hub has. Makes codes
/// for new ones, replaces, enrols again, and leads to the page of a lost one.
class DevicesView : public QWidget
{
    Q_OBJECT
public:
    explicit DevicesView(Workplace &workplace, QWidget *parent = nullptr);

    void refresh();
    /// Esc on the page of a lost laptop. False where the list is on show.
    bool stepBack();
    [[nodiscard]] Table *table() const { return m_table; }

Q_SIGNALS:
    void changed(const QString &sentence);
    void failed(const yigong::Error &problem);

private:
    struct Answer
    {
        std::vector<Device> devices;
        std::vector<SiteStanding> sites;
    };
    static Result<Answer> read(const Snapshot &snapshot, const Actor &actor);
    QWidget *makeList();
    QWidget *makeFilters();
    QWidget *makeSide();
    Button *addAct(const QString &word, Icon icon, ButtonKind kind = ButtonKind::Normal);
    void askHub();
    void takeStandings(const std::vector<DeviceStanding> &standings);
    void showRows();
    void showChoice();
    [[nodiscard]] bool isListed(const ListedDevice &one) const;
    [[nodiscard]] const ListedDevice *chosen() const;
    void invite(const InvitationDraft &draft, const QString &title);
    void openLost();

    Workplace &m_workplace;
    Question m_reading;
    Question m_asking;
    std::vector<ListedDevice> m_devices;
    std::vector<SiteStanding> m_sites;
    QStackedWidget *m_stack;
    LostLaptopView *m_lost;
    PagedModel<ListedDevice> *m_model;
    Table *m_table;
    Banner *m_unheard;
    Field *m_find;
    Segments *m_which;
    Label *m_count;
    Card *m_card;
    FactList *m_facts;
    Button *m_replace;
    Button *m_again;
    Button *m_isLost;
};

} // namespace yigong
