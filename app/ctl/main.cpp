// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/base/platform/machine.h"

#include <clocale>
#include <cstring>
#include <langinfo.h>

int main(int argc, char **argv)
{
    yigong::switchCoreDumpsOff();
    // Names are Chinese: a shell without a UTF-8 locale must not garble them, nor have Qt remark on it on standard
    // error.
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", "C.UTF-8");

    yigong::Ctl ctl;
    registerTrainingVerbs(ctl);
    registerIdVerbs(ctl);
    registerSyncVerbs(ctl);
    registerConflictVerbs(ctl);
    registerImportVerbs(ctl);
    registerCsvVerbs(ctl);
    registerBackupVerbs(ctl);
    registerStoreVerbs(ctl);
    registerReleaseVerbs(ctl);
    registerReferralVerbs(ctl);
    registerReportVerbs(ctl);
    registerWorklistVerbs(ctl);
    registerCodeVerbs(ctl);
    registerPatientVerbs(ctl);
    registerSiteVerbs(ctl);
    registerStaffVerbs(ctl);
    registerDeviceVerbs(ctl);
    registerFollowUpVerbs(ctl);
    registerFollowUpRecordVerbs(ctl);
    registerFollowUpPaperVerbs(ctl);
    registerFormVerbs(ctl);
    registerContractVerbs(ctl);
    registerContractMakingVerbs(ctl);
    registerResidentFileVerbs(ctl);
    registerHouseholdVerbs(ctl);
    registerAuditVerbs(ctl);
    registerVerifyVerb(ctl);
    registerStockVerbs(ctl);
    registerVisitVerbs(ctl);
    registerPackageVerbs(ctl);
    return ctl.run(argc, argv);
}
