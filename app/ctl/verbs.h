// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace yigong {

class Ctl;

// One file a noun, `<noun>_verbs.cpp`. Listed here and called in main.cpp.
// training · patient · site · visit · stock · referral · sync · conflict · report · verify · id · code · staff
void registerTrainingVerbs(Ctl &ctl);
void registerIdVerbs(Ctl &ctl);
void registerSyncVerbs(Ctl &ctl);
void registerConflictVerbs(Ctl &ctl);
void registerImportVerbs(Ctl &ctl);
void registerCsvVerbs(Ctl &ctl);
void registerBackupVerbs(Ctl &ctl);
void registerStoreVerbs(Ctl &ctl);
void registerReleaseVerbs(Ctl &ctl);
void registerReferralVerbs(Ctl &ctl);
void registerReportVerbs(Ctl &ctl);
void registerWorklistVerbs(Ctl &ctl);
void registerCodeVerbs(Ctl &ctl);
void registerPatientVerbs(Ctl &ctl);
void registerSiteVerbs(Ctl &ctl);
void registerStaffVerbs(Ctl &ctl);
void registerDeviceVerbs(Ctl &ctl);
void registerFollowUpVerbs(Ctl &ctl);
void registerFollowUpRecordVerbs(Ctl &ctl);
void registerFollowUpPaperVerbs(Ctl &ctl);
void registerFormVerbs(Ctl &ctl);
void registerContractVerbs(Ctl &ctl);
void registerContractMakingVerbs(Ctl &ctl);
void registerResidentFileVerbs(Ctl &ctl);
void registerHouseholdVerbs(Ctl &ctl);
void registerAuditVerbs(Ctl &ctl);
void registerVerifyVerb(Ctl &ctl);
void registerStockVerbs(Ctl &ctl);
void registerVisitVerbs(Ctl &ctl);
void registerPackageVerbs(Ctl &ctl);

} // namespace yigong
