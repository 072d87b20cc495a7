// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/referrals/referral_desk.h"
#include "tests/contracts/contract_county.h"
#include "tests/ui/desk.h"
#include "ui/contracts/contract_list_view.h"
#include "ui/contracts/contracts_page.h"
#include "ui/contracts/resident_contract_view.h"
#include "ui/referrals/referrals_page.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/table.h"
#include "ui/widgets/tile.h"

using namespace yigong;

namespace {

/// 王庄 in autumn: 李秀兰 signed in January and was seen once, 张桂英's contract ends soon, 赵老太 has none.
struct SigningClinic : ContractCounty
{
    Id zhang = addResident("张桂英", wangzhuang, {"hypertension"_q}),
       zhao = addResident("赵老太", wangzhuang, {"diabetes"_q});

    SigningClinic()
    {
        enrols(lixiulan, pressure);
        itBecomes(QDate(2024, 10, 20));
        signs(draftOf(zhang));
        itBecomes(QDate(2025, 1, 10));
        signs(draftOf(lixiulan));
        itBecomes(QDate(2025, 10, 1));
        isSeen(lixiulan, QDate(2025, 3, 3), "AMB", {}, {"8480-6"_q, "8462-4"_q, "8302-2"_q, "29463-7"_q});
        saves(seenWith(QDate(2025, 2, 20), 130, 80));
        saves(seenWith(QDate(2025, 5, 20), 134, 82));
    }
    ContractState stateOf(Id patient) { return contracts(patient).state; }
};

struct ContractDesk : Desk
{
    explicit ContractDesk(SigningClinic &clinic, const QVariant &argument = {})
        : Desk(clinic, clinic.villageDoctor, clinic.wangzhuang)
    {
        page = shows<ContractsPage>("contracts"_q, argument);
    }
    Table *table(int rows)
    {
        auto *found = page->list()->findChild<Table *>();
        REQUIRE(waitsFor([&] { return found->model()->rowCount() == rows; }));
        found->setFocus();
        settle();
        return found;
    }
    void choosesFirst(Table *list, const QString &state) const
    {
        REQUIRE(list->model()->index(0, 0).data().toString().contains(state));
        list->setCurrentRow(0);
        settle();
    }
    /// The dialog that signs, once there is something to choose from; done with F12.
    void signsInDialog(const std::function<void(SignDialog *)> &first = {}) const
    {
        SignDialog *dialog = nullptr;
        REQUIRE(waitsFor([&] {
            for (QWidget *top : QApplication::topLevelWidgets())
                if (auto *one = qobject_cast<SignDialog *>(top); one && one->isVisible())
                    dialog = one;
            return dialog != nullptr && dialog->findChild<TickChips *>() != nullptr &&
                   !dialog->findChild<ComboField *>()->value().isEmpty();
        }));
        if (first)
            first(dialog);
        QTest::keyClick(dialog, Qt::Key_F12);
        settle();
    }
    ContractsPage *page = nullptr;
};

} // namespace

TEST_CASE("the list says who is signed, what was served, and what is to be done first", "[ui][contracts]")
{
    SigningClinic clinic;
    ContractDesk desk(clinic);
    Table *list = desk.table(3);
    CHECK(list->model()->index(0, 0).data().toString() == "快到期"_q); // 张桂英
    CHECK(list->model()->index(0, 1).data().toString().contains("张*英"_q));
    CHECK(list->model()->index(2, 0).data().toString() == "已签约"_q); // 李秀兰, who is owed something
    CHECK(list->model()->index(2, 6).data().toString().contains("1"_q));
    CHECK(list->model()->index(1, 0).data().toString() == "未签约"_q);
    const auto tiles = desk.page->list()->findChildren<Tile *>();
    REQUIRE(tiles.size() == 5);
    desk.keepsPicture("contracts"_q);
    desk.keepsPictureInTheDark("contracts-dark"_q);
    tiles[0]->click(); // key groups that are not signed
    CHECK(list->model()->rowCount() == 1);
    CHECK(list->model()->index(0, 0).data().toString() == "未签约"_q);
    tiles[2]->click();
    CHECK(list->model()->index(0, 0).data().toString() == "快到期"_q);
}

TEST_CASE("a resident signs with keys alone, and the paper's consent is kept", "[ui][contracts]")
{
    SigningClinic clinic;
    ContractDesk desk(clinic);
    Table *list = desk.table(3);
    list->setCurrentRow(1);
    Desk::settle();
    desk.presses(Qt::Key_S, Qt::AltModifier);
    desk.signsInDialog([&](SignDialog *dialog) {
        dialog->grab().save(QStringLiteral(YIGONG_BINARY_DIR "/pictures/contract-sign.png"));
        // Tab leads from the team to the packages, years, groups and the signer.
        CHECK(QApplication::focusWidget() != nullptr);
    });
    REQUIRE(desk.waitsFor([&] { return clinic.stateOf(clinic.zhao) == ContractState::Running; }));
    const auto found = clinic.contracts(clinic.zhao);
    CHECK(found.contracts[0].team.name == "王庄团队"_q);
    CHECK(found.contracts[0].contract.signer == ConsentSigner::Resident);
    CHECK(found.contracts[0].contract.signedOn == QDate(2025, 10, 1));
}

TEST_CASE("Enter opens what was served and what is owed, Esc goes back", "[ui][contracts]")
{
    SigningClinic clinic;
    ContractDesk desk(clinic);
    Table *list = desk.table(3);
    list->setCurrentRow(2);
    Desk::settle();
    desk.presses(Qt::Key_Return);
    REQUIRE(desk.waitsFor([&] {
        for (const auto *bar : desk.page->resident()->findChildren<QWidget *>())
            if (bar->isVisible() && bar->accessibleName().contains("高血压随访"_q))
                return true;
        return false;
    }));
    desk.keepsPicture("contract-of-resident"_q);
    desk.keepsPictureInTheDark("contract-of-resident-dark"_q);
    bool says = false;
    for (const auto *bar : desk.page->resident()->findChildren<QWidget *>())
        says = says || bar->accessibleName().startsWith("高血压随访, 4 项中已做 2 项"_q);
    CHECK(says);
    REQUIRE(desk.page->stepBack());
    CHECK(list->isVisible());
}

TEST_CASE("a contract that ends soon is renewed from its page", "[ui][contracts]")
{
    SigningClinic clinic;
    ContractDesk desk(clinic);
    Table *list = desk.table(3);
    desk.choosesFirst(list, "快到期"_q);
    desk.presses(Qt::Key_R, Qt::AltModifier);
    desk.signsInDialog();
    REQUIRE(desk.waitsFor([&] { return clinic.contracts(clinic.zhang).contracts.size() == 2; }));
    CHECK(clinic.stateOf(clinic.zhang) == ContractState::Running);
    CHECK(clinic.contracts(clinic.zhang).contracts[0].contract.from == QDate(2025, 10, 20));
}

TEST_CASE("the hospital that receives a resident sees the team and what the contract gives", "[ui][contracts]")
{
    SigningClinic clinic;
    ReferralDraft draft;
    draft.patient = clinic.lixiulan;
    draft.toSite = clinic.county.id;
    draft.reason = "血压控制不满意"_q;
    draft.diagnosis = "高血压"_q;
    draft.allergyStatement = "无"_q;
    REQUIRE(clinic.write(clinic.villageDoctor, [&](Transaction &tx) { return sendReferral(tx, draft); }));
    Desk desk(clinic, clinic.countyDoctor, clinic.county);
    auto *page = desk.shows<ReferralsPage>("referrals"_q);
    REQUIRE(desk.waitsFor([&] {
        for (const auto *chip : page->findChildren<Chip *>())
            if (chip->isVisible() && chip->spec().word == "签约 王庄团队"_q)
                return true;
        return false;
    }));
    desk.keepsPicture("referral-with-contract"_q);
}
