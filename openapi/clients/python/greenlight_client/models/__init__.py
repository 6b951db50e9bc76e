"""Contains all the data models used in inputs/outputs"""

from .account_out import AccountOut
from .account_statistics import AccountStatistics
from .active_token import ActiveToken
from .address import Address
from .address_out import AddressOut
from .advance import Advance
from .after_item import AfterItem
from .alerts import Alerts
from .anchor_out import AnchorOut
from .answer import Answer
from .api_key_listing import ApiKeyListing
from .api_key_out import ApiKeyOut
from .api_key_roll import ApiKeyRoll
from .api_key_with_secret import ApiKeyWithSecret
from .appeal import Appeal
from .application_listing import ApplicationListing
from .application_out import ApplicationOut
from .application_state import ApplicationState
from .approval import Approval
from .audience import Audience
from .audience_ages import AudienceAges
from .audience_countries import AudienceCountries
from .audience_devices import AudienceDevices
from .audience_genders import AudienceGenders
from .audience_in import AudienceIn
from .audience_in_ages import AudienceInAges
from .audience_in_countries import AudienceInCountries
from .audience_in_devices import AudienceInDevices
from .audience_in_genders import AudienceInGenders
from .audience_out import AudienceOut
from .audience_out_ages import AudienceOutAges
from .audience_out_countries import AudienceOutCountries
from .audience_out_devices import AudienceOutDevices
from .audience_out_genders import AudienceOutGenders
from .audience_wished import AudienceWished
from .authenticity_out import AuthenticityOut
from .availability import Availability
from .badge import Badge
from .balance_listing import BalanceListing
from .balance_out import BalanceOut
from .before_item import BeforeItem
from .better import Better
from .brand_neighbour import BrandNeighbour
from .brief import Brief
from .campaign_change import CampaignChange
from .campaign_change_budget import CampaignChangeBudget
from .campaign_change_metadata_type_0 import CampaignChangeMetadataType0
from .campaign_listing import CampaignListing
from .campaign_neighbour import CampaignNeighbour
from .campaign_out import CampaignOut
from .campaign_out_metadata import CampaignOutMetadata
from .campaign_patch_brief import CampaignPatchBrief
from .campaign_patch_terms import CampaignPatchTerms
from .campaign_patch_terms_disclosure import CampaignPatchTermsDisclosure
from .campaign_patch_terms_exclusivity import CampaignPatchTermsExclusivity
from .campaign_patch_terms_payment import CampaignPatchTermsPayment
from .campaign_patch_terms_usage_rights import CampaignPatchTermsUsageRights
from .campaign_state import CampaignState
from .change_item import ChangeItem
from .change_item_out import ChangeItemOut
from .change_request_out import ChangeRequestOut
from .changes_wanted import ChangesWanted
from .charge_outcome import ChargeOutcome
from .client_approval_out import ClientApprovalOut
from .client_creator_out import ClientCreatorOut
from .client_decision import ClientDecision
from .client_decision_out import ClientDecisionOut
from .client_item_listing import ClientItemListing
from .client_item_out import ClientItemOut
from .client_rate_out import ClientRateOut
from .clock_out import ClockOut
from .compared_figure_out import ComparedFigureOut
from .comparison_out import ComparisonOut
from .completed_file import CompletedFile
from .completeness_out import CompletenessOut
from .content_example_in import ContentExampleIn
from .content_example_out import ContentExampleOut
from .contract_of_order import ContractOfOrder
from .count_out import CountOut
from .counter_offer import CounterOffer
from .counter_offer_price import CounterOfferPrice
from .creator_application_listing import CreatorApplicationListing
from .creator_application_out import CreatorApplicationOut
from .creator_application_patch import CreatorApplicationPatch
from .creator_application_state import CreatorApplicationState
from .creator_changes import CreatorChanges
from .creator_changes_minimum_offer_type_0 import CreatorChangesMinimumOfferType0
from .creator_export_listing import CreatorExportListing
from .creator_export_out import CreatorExportOut
from .creator_export_state import CreatorExportState
from .creator_import_listing import CreatorImportListing
from .creator_import_out import CreatorImportOut
from .creator_import_row_listing import CreatorImportRowListing
from .creator_import_row_out import CreatorImportRowOut
from .creator_import_state import CreatorImportState
from .creator_listing import CreatorListing
from .creator_listing_facets import CreatorListingFacets
from .creator_neighbour import CreatorNeighbour
from .creator_out import CreatorOut
from .creator_part import CreatorPart
from .creator_search_body import CreatorSearchBody
from .creator_search_body_fields_item import CreatorSearchBodyFieldsItem
from .creator_search_body_sort import CreatorSearchBodySort
from .creator_state import CreatorState
from .credential_out import CredentialOut
from .credential_type import CredentialType
from .curve_out import CurveOut
from .dated_deliverable import DatedDeliverable
from .decision import Decision
from .decision_neighbour import DecisionNeighbour
from .deliverable import Deliverable
from .deliverable_line import DeliverableLine
from .deliverable_out import DeliverableOut
from .deliverable_state import DeliverableState
from .deliverable_type import DeliverableType
from .disclosure import Disclosure
from .draft_listing import DraftListing
from .draft_of_deliverable import DraftOfDeliverable
from .draft_out import DraftOut
from .draft_state import DraftState
from .eligibility_out import EligibilityOut
from .email_confirmation import EmailConfirmation
from .email_listing import EmailListing
from .email_out import EmailOut
from .email_out_data import EmailOutData
from .entry_type import EntryType
from .environment import Environment
from .event_listing import EventListing
from .event_out import EventOut
from .event_out_data import EventOutData
from .event_out_type_type_0 import EventOutTypeType0
from .exchange_rates_out import ExchangeRatesOut
from .exclusivity import Exclusivity
from .export_format import ExportFormat
from .facet_name import FacetName
from .facet_out import FacetOut
from .failure import Failure
from .fallback_out import FallbackOut
from .fault_in import FaultIn
from .fault_listing import FaultListing
from .fault_out import FaultOut
from .fault_target import FaultTarget
from .figure_code import FigureCode
from .figure_unit import FigureUnit
from .figure_value_out import FigureValueOut
from .finding_out import FindingOut
from .formula_out import FormulaOut
from .funding_listing import FundingListing
from .funding_out import FundingOut
from .funding_out_metadata import FundingOutMetadata
from .funding_state import FundingState
from .hold_listing import HoldListing
from .hold_of_order import HoldOfOrder
from .hold_out import HoldOut
from .hold_state import HoldState
from .inactive_token import InactiveToken
from .info_request import InfoRequest
from .invitation_batch_out import InvitationBatchOut
from .invitation_listing import InvitationListing
from .invitation_out import InvitationOut
from .invitation_result import InvitationResult
from .invitation_result_problem_type_0 import InvitationResultProblemType0
from .invitation_state import InvitationState
from .invite_link_acceptance_listing import InviteLinkAcceptanceListing
from .invite_link_acceptance_out import InviteLinkAcceptanceOut
from .invite_link_acceptance_state import InviteLinkAcceptanceState
from .invite_link_listing import InviteLinkListing
from .invite_link_out import InviteLinkOut
from .invite_link_state import InviteLinkState
from .invite_link_with_token import InviteLinkWithToken
from .journal_entry_listing import JournalEntryListing
from .journal_entry_out import JournalEntryOut
from .journal_entry_out_metadata import JournalEntryOutMetadata
from .lack import Lack
from .lack_out import LackOut
from .ledger_account_out import LedgerAccountOut
from .likeness_formula_out import LikenessFormulaOut
from .likeness_formula_out_weights import LikenessFormulaOutWeights
from .likeness_reason_out import LikenessReasonOut
from .list_api_keys_sort import ListApiKeysSort
from .list_applications_sort import ListApplicationsSort
from .list_approval_listing import ListApprovalListing
from .list_approval_out import ListApprovalOut
from .list_approval_state import ListApprovalState
from .list_approval_with_token import ListApprovalWithToken
from .list_approvals_of_list_sort import ListApprovalsOfListSort
from .list_campaign_applications_sort import ListCampaignApplicationsSort
from .list_campaign_invitations_sort import ListCampaignInvitationsSort
from .list_campaign_invite_links_sort import ListCampaignInviteLinksSort
from .list_campaigns_sort import ListCampaignsSort
from .list_creator_applications_sort import ListCreatorApplicationsSort
from .list_creator_exports_sort import ListCreatorExportsSort
from .list_creator_imports_sort import ListCreatorImportsSort
from .list_creators_fields_item import ListCreatorsFieldsItem
from .list_creators_sort import ListCreatorsSort
from .list_decision_listing import ListDecisionListing
from .list_decision_out import ListDecisionOut
from .list_decisions_sort import ListDecisionsSort
from .list_draft_versions_sort import ListDraftVersionsSort
from .list_drafts_sort import ListDraftsSort
from .list_emails_sort import ListEmailsSort
from .list_events_sort import ListEventsSort
from .list_events_type_item import ListEventsTypeItem
from .list_fundings_sort import ListFundingsSort
from .list_holds_sort import ListHoldsSort
from .list_invitations_sort import ListInvitationsSort
from .list_invite_link_acceptances_sort import ListInviteLinkAcceptancesSort
from .list_invite_links_sort import ListInviteLinksSort
from .list_item_batch_out import ListItemBatchOut
from .list_item_listing import ListItemListing
from .list_item_out import ListItemOut
from .list_item_patch import ListItemPatch
from .list_item_result import ListItemResult
from .list_item_result_problem_type_0 import ListItemResultProblemType0
from .list_journal_entries_sort import ListJournalEntriesSort
from .list_list_approvals_sort import ListListApprovalsSort
from .list_list_items_sort import ListListItemsSort
from .list_listing import ListListing
from .list_lists_sort import ListListsSort
from .list_member_invitations_sort import ListMemberInvitationsSort
from .list_members_role_item import ListMembersRoleItem
from .list_members_sort import ListMembersSort
from .list_oauth_clients_sort import ListOauthClientsSort
from .list_offers_sort import ListOffersSort
from .list_opportunities_sort import ListOpportunitiesSort
from .list_orders_sort import ListOrdersSort
from .list_organizations_sort import ListOrganizationsSort
from .list_out import ListOut
from .list_out_metadata import ListOutMetadata
from .list_patch import ListPatch
from .list_patch_metadata import ListPatchMetadata
from .list_payables_sort import ListPayablesSort
from .list_payout_accounts_sort import ListPayoutAccountsSort
from .list_payouts_sort import ListPayoutsSort
from .list_publications_sort import ListPublicationsSort
from .list_sandbox_accounts_sort import ListSandboxAccountsSort
from .list_sandbox_posts_sort import ListSandboxPostsSort
from .list_saved_search_matches_sort import ListSavedSearchMatchesSort
from .list_saved_searches_sort import ListSavedSearchesSort
from .list_sessions_sort import ListSessionsSort
from .list_social_accounts_sort import ListSocialAccountsSort
from .list_tax_forms_sort import ListTaxFormsSort
from .list_uploads_sort import ListUploadsSort
from .list_users_sort import ListUsersSort
from .list_verifications_sort import ListVerificationsSort
from .listed_creator_state import ListedCreatorState
from .me_out import MeOut
from .media_out import MediaOut
from .member_invitation_acceptance import MemberInvitationAcceptance
from .member_invitation_listing import MemberInvitationListing
from .member_invitation_out import MemberInvitationOut
from .member_invitation_state import MemberInvitationState
from .member_listing import MemberListing
from .member_out import MemberOut
from .member_patch import MemberPatch
from .member_patch_role import MemberPatchRole
from .metric import Metric
from .missing_out import MissingOut
from .mode import Mode
from .money import Money
from .new_api_key import NewApiKey
from .new_api_key_scopes_item import NewApiKeyScopesItem
from .new_application import NewApplication
from .new_application_price import NewApplicationPrice
from .new_campaign import NewCampaign
from .new_campaign_budget import NewCampaignBudget
from .new_campaign_metadata import NewCampaignMetadata
from .new_comparison import NewComparison
from .new_creator_application import NewCreatorApplication
from .new_creator_export import NewCreatorExport
from .new_draft import NewDraft
from .new_funding import NewFunding
from .new_funding_amount import NewFundingAmount
from .new_funding_metadata import NewFundingMetadata
from .new_invitation import NewInvitation
from .new_invitations import NewInvitations
from .new_invite_link import NewInviteLink
from .new_invite_link_acceptance import NewInviteLinkAcceptance
from .new_list import NewList
from .new_list_approval import NewListApproval
from .new_list_item import NewListItem
from .new_list_items import NewListItems
from .new_list_metadata import NewListMetadata
from .new_member_invitation import NewMemberInvitation
from .new_member_invitation_role import NewMemberInvitationRole
from .new_o_auth_client import NewOAuthClient
from .new_o_auth_client_scopes_item import NewOAuthClientScopesItem
from .new_offer import NewOffer
from .new_offer_metadata_type_0 import NewOfferMetadataType0
from .new_offer_price import NewOfferPrice
from .new_organization import NewOrganization
from .new_organization_type import NewOrganizationType
from .new_payout import NewPayout
from .new_payout_account import NewPayoutAccount
from .new_payout_amount_type_0 import NewPayoutAmountType0
from .new_payout_metadata import NewPayoutMetadata
from .new_post import NewPost
from .new_publication import NewPublication
from .new_rate import NewRate
from .new_rate_price import NewRatePrice
from .new_sandbox_organization import NewSandboxOrganization
from .new_sandbox_organization_type import NewSandboxOrganizationType
from .new_saved_search import NewSavedSearch
from .new_session import NewSession
from .new_social_account import NewSocialAccount
from .new_suggestions import NewSuggestions
from .new_suggestions_budget_per_creator_type_0 import (
    NewSuggestionsBudgetPerCreatorType0,
)
from .new_tax_form import NewTaxForm
from .new_upload import NewUpload
from .new_upload_content_type import NewUploadContentType
from .new_user import NewUser
from .new_version import NewVersion
from .o_auth_client_listing import OAuthClientListing
from .o_auth_client_out import OAuthClientOut
from .o_auth_client_roll import OAuthClientRoll
from .o_auth_client_with_secret import OAuthClientWithSecret
from .o_auth_error import OAuthError
from .o_auth_token_out import OAuthTokenOut
from .objective import Objective
from .offer_amounts import OfferAmounts
from .offer_listing import OfferListing
from .offer_out import OfferOut
from .offer_out_metadata import OfferOutMetadata
from .offer_state import OfferState
from .offered_deliverable import OfferedDeliverable
from .offered_deliverable_amount_type_0 import OfferedDeliverableAmountType0
from .one_token_form import OneTokenForm
from .opened_invite_link_out import OpenedInviteLinkOut
from .opportunity_listing import OpportunityListing
from .opportunity_out import OpportunityOut
from .order_amounts import OrderAmounts
from .order_listing import OrderListing
from .order_out import OrderOut
from .order_out_metadata import OrderOutMetadata
from .order_state import OrderState
from .organization_listing import OrganizationListing
from .organization_out import OrganizationOut
from .organization_patch import OrganizationPatch
from .organization_type import OrganizationType
from .overlap_method_out import OverlapMethodOut
from .overlap_out import OverlapOut
from .own_completeness_out import OwnCompletenessOut
from .own_creator_out import OwnCreatorOut
from .own_membership import OwnMembership
from .past_results_out import PastResultsOut
from .payable_listing import PayableListing
from .payable_out import PayableOut
from .payable_state import PayableState
from .payment import Payment
from .payment_out import PaymentOut
from .payment_type import PaymentType
from .payout_account_listing import PayoutAccountListing
from .payout_account_out import PayoutAccountOut
from .payout_after import PayoutAfter
from .payout_failure import PayoutFailure
from .payout_listing import PayoutListing
from .payout_out import PayoutOut
from .payout_out_metadata import PayoutOutMetadata
from .payout_state import PayoutState
from .peers_out import PeersOut
from .place_out import PlaceOut
from .platform_name import PlatformName
from .points_out import PointsOut
from .policy_out import PolicyOut
from .post_change import PostChange
from .post_listing import PostListing
from .post_out import PostOut
from .posting_out import PostingOut
from .problem import Problem
from .problem_errors_item import ProblemErrorsItem
from .problem_errors_item_in_type_0 import ProblemErrorsItemInType0
from .problem_errors_item_params import ProblemErrorsItemParams
from .program_state import ProgramState
from .publication_listing import PublicationListing
from .publication_of_deliverable import PublicationOfDeliverable
from .publication_out import PublicationOut
from .publication_state import PublicationState
from .purpose import Purpose
from .range_out import RangeOut
from .ranking_failure import RankingFailure
from .ranking_out import RankingOut
from .rate import Rate
from .rate_in import RateIn
from .rate_in_price import RateInPrice
from .rate_out import RateOut
from .reach_out import ReachOut
from .reason import Reason
from .reason_code import ReasonCode
from .reason_out import ReasonOut
from .refresh import Refresh
from .region import Region
from .rejection import Rejection
from .reply import Reply
from .resolution import Resolution
from .resolution_out import ResolutionOut
from .review_failure import ReviewFailure
from .review_reason import ReviewReason
from .reviewer import Reviewer
from .revoked import Revoked
from .role import Role
from .row_problem import RowProblem
from .row_problem_out import RowProblemOut
from .row_status import RowStatus
from .rule_out import RuleOut
from .rule_out_unit_type_0 import RuleOutUnitType0
from .sandbox_account import SandboxAccount
from .sandbox_account_listing import SandboxAccountListing
from .sandbox_account_out import SandboxAccountOut
from .sandbox_organization_out import SandboxOrganizationOut
from .sandbox_organization_out_organization import SandboxOrganizationOutOrganization
from .sandbox_organization_out_session import SandboxOrganizationOutSession
from .sandbox_organization_out_user import SandboxOrganizationOutUser
from .sandbox_payout_details import SandboxPayoutDetails
from .sandbox_source import SandboxSource
from .sandbox_source_out import SandboxSourceOut
from .saved_search_listing import SavedSearchListing
from .saved_search_match_listing import SavedSearchMatchListing
from .saved_search_match_out import SavedSearchMatchOut
from .saved_search_out import SavedSearchOut
from .saved_search_patch import SavedSearchPatch
from .screening_question import ScreeningQuestion
from .search_criteria import SearchCriteria
from .search_criteria_out import SearchCriteriaOut
from .search_criteria_out_sort_type_0 import SearchCriteriaOutSortType0
from .search_criteria_patch import SearchCriteriaPatch
from .search_criteria_patch_sort_type_0 import SearchCriteriaPatchSortType0
from .search_criteria_sort import SearchCriteriaSort
from .session_listing import SessionListing
from .session_out import SessionOut
from .session_with_tokens import SessionWithTokens
from .severity import Severity
from .share_out import ShareOut
from .share_state import ShareState
from .side import Side
from .signal import Signal
from .signal_out import SignalOut
from .similar_creator_out import SimilarCreatorOut
from .similar_creators_out import SimilarCreatorsOut
from .similarity_part import SimilarityPart
from .social_account_in import SocialAccountIn
from .social_account_listing import SocialAccountListing
from .social_account_out import SocialAccountOut
from .social_account_state import SocialAccountState
from .source import Source
from .source_out import SourceOut
from .stream_events_streamed_event import StreamEventsStreamedEvent
from .subject_out import SubjectOut
from .suggestion_out import SuggestionOut
from .suggestion_part import SuggestionPart
from .suggestions_out import SuggestionsOut
from .suspension import Suspension
from .target import Target
from .target_out import TargetOut
from .tax_form_listing import TaxFormListing
from .tax_form_out import TaxFormOut
from .tax_form_state import TaxFormState
from .tax_form_type import TaxFormType
from .terms import Terms
from .terms_change import TermsChange
from .terms_out import TermsOut
from .terms_patch_disclosure import TermsPatchDisclosure
from .terms_patch_exclusivity import TermsPatchExclusivity
from .terms_patch_payment import TermsPatchPayment
from .terms_patch_usage_rights import TermsPatchUsageRights
from .terms_version import TermsVersion
from .text_anchor import TextAnchor
from .time_anchor import TimeAnchor
from .token_form import TokenForm
from .transfer_outcome import TransferOutcome
from .unit import Unit
from .upload_listing import UploadListing
from .upload_out import UploadOut
from .upload_out_headers_type_0 import UploadOutHeadersType0
from .upload_state import UploadState
from .usage_rights import UsageRights
from .usage_rights_out import UsageRightsOut
from .usage_type import UsageType
from .user_listing import UserListing
from .user_out import UserOut
from .user_patch import UserPatch
from .verification_confirmation import VerificationConfirmation
from .verification_listing import VerificationListing
from .verification_out import VerificationOut
from .verification_refusal import VerificationRefusal
from .verification_state import VerificationState
from .verification_submission import VerificationSubmission
from .verification_summary import VerificationSummary
from .version_listing import VersionListing
from .version_out import VersionOut
from .worked_in_out import WorkedInOut

__all__ = (
    "AccountOut",
    "AccountStatistics",
    "ActiveToken",
    "Address",
    "AddressOut",
    "Advance",
    "AfterItem",
    "Alerts",
    "AnchorOut",
    "Answer",
    "ApiKeyListing",
    "ApiKeyOut",
    "ApiKeyRoll",
    "ApiKeyWithSecret",
    "Appeal",
    "ApplicationListing",
    "ApplicationOut",
    "ApplicationState",
    "Approval",
    "Audience",
    "AudienceAges",
    "AudienceCountries",
    "AudienceDevices",
    "AudienceGenders",
    "AudienceIn",
    "AudienceInAges",
    "AudienceInCountries",
    "AudienceInDevices",
    "AudienceInGenders",
    "AudienceOut",
    "AudienceOutAges",
    "AudienceOutCountries",
    "AudienceOutDevices",
    "AudienceOutGenders",
    "AudienceWished",
    "AuthenticityOut",
    "Availability",
    "Badge",
    "BalanceListing",
    "BalanceOut",
    "BeforeItem",
    "Better",
    "BrandNeighbour",
    "Brief",
    "CampaignChange",
    "CampaignChangeBudget",
    "CampaignChangeMetadataType0",
    "CampaignListing",
    "CampaignNeighbour",
    "CampaignOut",
    "CampaignOutMetadata",
    "CampaignPatchBrief",
    "CampaignPatchTerms",
    "CampaignPatchTermsDisclosure",
    "CampaignPatchTermsExclusivity",
    "CampaignPatchTermsPayment",
    "CampaignPatchTermsUsageRights",
    "CampaignState",
    "ChangeItem",
    "ChangeItemOut",
    "ChangeRequestOut",
    "ChangesWanted",
    "ChargeOutcome",
    "ClientApprovalOut",
    "ClientCreatorOut",
    "ClientDecision",
    "ClientDecisionOut",
    "ClientItemListing",
    "ClientItemOut",
    "ClientRateOut",
    "ClockOut",
    "ComparedFigureOut",
    "ComparisonOut",
    "CompletedFile",
    "CompletenessOut",
    "ContentExampleIn",
    "ContentExampleOut",
    "ContractOfOrder",
    "CounterOffer",
    "CounterOfferPrice",
    "CountOut",
    "CreatorApplicationListing",
    "CreatorApplicationOut",
    "CreatorApplicationPatch",
    "CreatorApplicationState",
    "CreatorChanges",
    "CreatorChangesMinimumOfferType0",
    "CreatorExportListing",
    "CreatorExportOut",
    "CreatorExportState",
    "CreatorImportListing",
    "CreatorImportOut",
    "CreatorImportRowListing",
    "CreatorImportRowOut",
    "CreatorImportState",
    "CreatorListing",
    "CreatorListingFacets",
    "CreatorNeighbour",
    "CreatorOut",
    "CreatorPart",
    "CreatorSearchBody",
    "CreatorSearchBodyFieldsItem",
    "CreatorSearchBodySort",
    "CreatorState",
    "CredentialOut",
    "CredentialType",
    "CurveOut",
    "DatedDeliverable",
    "Decision",
    "DecisionNeighbour",
    "Deliverable",
    "DeliverableLine",
    "DeliverableOut",
    "DeliverableState",
    "DeliverableType",
    "Disclosure",
    "DraftListing",
    "DraftOfDeliverable",
    "DraftOut",
    "DraftState",
    "EligibilityOut",
    "EmailConfirmation",
    "EmailListing",
    "EmailOut",
    "EmailOutData",
    "EntryType",
    "Environment",
    "EventListing",
    "EventOut",
    "EventOutData",
    "EventOutTypeType0",
    "ExchangeRatesOut",
    "Exclusivity",
    "ExportFormat",
    "FacetName",
    "FacetOut",
    "Failure",
    "FallbackOut",
    "FaultIn",
    "FaultListing",
    "FaultOut",
    "FaultTarget",
    "FigureCode",
    "FigureUnit",
    "FigureValueOut",
    "FindingOut",
    "FormulaOut",
    "FundingListing",
    "FundingOut",
    "FundingOutMetadata",
    "FundingState",
    "HoldListing",
    "HoldOfOrder",
    "HoldOut",
    "HoldState",
    "InactiveToken",
    "InfoRequest",
    "InvitationBatchOut",
    "InvitationListing",
    "InvitationOut",
    "InvitationResult",
    "InvitationResultProblemType0",
    "InvitationState",
    "InviteLinkAcceptanceListing",
    "InviteLinkAcceptanceOut",
    "InviteLinkAcceptanceState",
    "InviteLinkListing",
    "InviteLinkOut",
    "InviteLinkState",
    "InviteLinkWithToken",
    "JournalEntryListing",
    "JournalEntryOut",
    "JournalEntryOutMetadata",
    "Lack",
    "LackOut",
    "LedgerAccountOut",
    "LikenessFormulaOut",
    "LikenessFormulaOutWeights",
    "LikenessReasonOut",
    "ListApiKeysSort",
    "ListApplicationsSort",
    "ListApprovalListing",
    "ListApprovalOut",
    "ListApprovalsOfListSort",
    "ListApprovalState",
    "ListApprovalWithToken",
    "ListCampaignApplicationsSort",
    "ListCampaignInvitationsSort",
    "ListCampaignInviteLinksSort",
    "ListCampaignsSort",
    "ListCreatorApplicationsSort",
    "ListCreatorExportsSort",
    "ListCreatorImportsSort",
    "ListCreatorsFieldsItem",
    "ListCreatorsSort",
    "ListDecisionListing",
    "ListDecisionOut",
    "ListDecisionsSort",
    "ListDraftsSort",
    "ListDraftVersionsSort",
    "ListedCreatorState",
    "ListEmailsSort",
    "ListEventsSort",
    "ListEventsTypeItem",
    "ListFundingsSort",
    "ListHoldsSort",
    "ListInvitationsSort",
    "ListInviteLinkAcceptancesSort",
    "ListInviteLinksSort",
    "ListItemBatchOut",
    "ListItemListing",
    "ListItemOut",
    "ListItemPatch",
    "ListItemResult",
    "ListItemResultProblemType0",
    "ListJournalEntriesSort",
    "ListListApprovalsSort",
    "ListListing",
    "ListListItemsSort",
    "ListListsSort",
    "ListMemberInvitationsSort",
    "ListMembersRoleItem",
    "ListMembersSort",
    "ListOauthClientsSort",
    "ListOffersSort",
    "ListOpportunitiesSort",
    "ListOrdersSort",
    "ListOrganizationsSort",
    "ListOut",
    "ListOutMetadata",
    "ListPatch",
    "ListPatchMetadata",
    "ListPayablesSort",
    "ListPayoutAccountsSort",
    "ListPayoutsSort",
    "ListPublicationsSort",
    "ListSandboxAccountsSort",
    "ListSandboxPostsSort",
    "ListSavedSearchesSort",
    "ListSavedSearchMatchesSort",
    "ListSessionsSort",
    "ListSocialAccountsSort",
    "ListTaxFormsSort",
    "ListUploadsSort",
    "ListUsersSort",
    "ListVerificationsSort",
    "MediaOut",
    "MemberInvitationAcceptance",
    "MemberInvitationListing",
    "MemberInvitationOut",
    "MemberInvitationState",
    "MemberListing",
    "MemberOut",
    "MemberPatch",
    "MemberPatchRole",
    "MeOut",
    "Metric",
    "MissingOut",
    "Mode",
    "Money",
    "NewApiKey",
    "NewApiKeyScopesItem",
    "NewApplication",
    "NewApplicationPrice",
    "NewCampaign",
    "NewCampaignBudget",
    "NewCampaignMetadata",
    "NewComparison",
    "NewCreatorApplication",
    "NewCreatorExport",
    "NewDraft",
    "NewFunding",
    "NewFundingAmount",
    "NewFundingMetadata",
    "NewInvitation",
    "NewInvitations",
    "NewInviteLink",
    "NewInviteLinkAcceptance",
    "NewList",
    "NewListApproval",
    "NewListItem",
    "NewListItems",
    "NewListMetadata",
    "NewMemberInvitation",
    "NewMemberInvitationRole",
    "NewOAuthClient",
    "NewOAuthClientScopesItem",
    "NewOffer",
    "NewOfferMetadataType0",
    "NewOfferPrice",
    "NewOrganization",
    "NewOrganizationType",
    "NewPayout",
    "NewPayoutAccount",
    "NewPayoutAmountType0",
    "NewPayoutMetadata",
    "NewPost",
    "NewPublication",
    "NewRate",
    "NewRatePrice",
    "NewSandboxOrganization",
    "NewSandboxOrganizationType",
    "NewSavedSearch",
    "NewSession",
    "NewSocialAccount",
    "NewSuggestions",
    "NewSuggestionsBudgetPerCreatorType0",
    "NewTaxForm",
    "NewUpload",
    "NewUploadContentType",
    "NewUser",
    "NewVersion",
    "OAuthClientListing",
    "OAuthClientOut",
    "OAuthClientRoll",
    "OAuthClientWithSecret",
    "OAuthError",
    "OAuthTokenOut",
    "Objective",
    "OfferAmounts",
    "OfferedDeliverable",
    "OfferedDeliverableAmountType0",
    "OfferListing",
    "OfferOut",
    "OfferOutMetadata",
    "OfferState",
    "OneTokenForm",
    "OpenedInviteLinkOut",
    "OpportunityListing",
    "OpportunityOut",
    "OrderAmounts",
    "OrderListing",
    "OrderOut",
    "OrderOutMetadata",
    "OrderState",
    "OrganizationListing",
    "OrganizationOut",
    "OrganizationPatch",
    "OrganizationType",
    "OverlapMethodOut",
    "OverlapOut",
    "OwnCompletenessOut",
    "OwnCreatorOut",
    "OwnMembership",
    "PastResultsOut",
    "PayableListing",
    "PayableOut",
    "PayableState",
    "Payment",
    "PaymentOut",
    "PaymentType",
    "PayoutAccountListing",
    "PayoutAccountOut",
    "PayoutAfter",
    "PayoutFailure",
    "PayoutListing",
    "PayoutOut",
    "PayoutOutMetadata",
    "PayoutState",
    "PeersOut",
    "PlaceOut",
    "PlatformName",
    "PointsOut",
    "PolicyOut",
    "PostChange",
    "PostingOut",
    "PostListing",
    "PostOut",
    "Problem",
    "ProblemErrorsItem",
    "ProblemErrorsItemInType0",
    "ProblemErrorsItemParams",
    "ProgramState",
    "PublicationListing",
    "PublicationOfDeliverable",
    "PublicationOut",
    "PublicationState",
    "Purpose",
    "RangeOut",
    "RankingFailure",
    "RankingOut",
    "Rate",
    "RateIn",
    "RateInPrice",
    "RateOut",
    "ReachOut",
    "Reason",
    "ReasonCode",
    "ReasonOut",
    "Refresh",
    "Region",
    "Rejection",
    "Reply",
    "Resolution",
    "ResolutionOut",
    "Reviewer",
    "ReviewFailure",
    "ReviewReason",
    "Revoked",
    "Role",
    "RowProblem",
    "RowProblemOut",
    "RowStatus",
    "RuleOut",
    "RuleOutUnitType0",
    "SandboxAccount",
    "SandboxAccountListing",
    "SandboxAccountOut",
    "SandboxOrganizationOut",
    "SandboxOrganizationOutOrganization",
    "SandboxOrganizationOutSession",
    "SandboxOrganizationOutUser",
    "SandboxPayoutDetails",
    "SandboxSource",
    "SandboxSourceOut",
    "SavedSearchListing",
    "SavedSearchMatchListing",
    "SavedSearchMatchOut",
    "SavedSearchOut",
    "SavedSearchPatch",
    "ScreeningQuestion",
    "SearchCriteria",
    "SearchCriteriaOut",
    "SearchCriteriaOutSortType0",
    "SearchCriteriaPatch",
    "SearchCriteriaPatchSortType0",
    "SearchCriteriaSort",
    "SessionListing",
    "SessionOut",
    "SessionWithTokens",
    "Severity",
    "ShareOut",
    "ShareState",
    "Side",
    "Signal",
    "SignalOut",
    "SimilarCreatorOut",
    "SimilarCreatorsOut",
    "SimilarityPart",
    "SocialAccountIn",
    "SocialAccountListing",
    "SocialAccountOut",
    "SocialAccountState",
    "Source",
    "SourceOut",
    "StreamEventsStreamedEvent",
    "SubjectOut",
    "SuggestionOut",
    "SuggestionPart",
    "SuggestionsOut",
    "Suspension",
    "Target",
    "TargetOut",
    "TaxFormListing",
    "TaxFormOut",
    "TaxFormState",
    "TaxFormType",
    "Terms",
    "TermsChange",
    "TermsOut",
    "TermsPatchDisclosure",
    "TermsPatchExclusivity",
    "TermsPatchPayment",
    "TermsPatchUsageRights",
    "TermsVersion",
    "TextAnchor",
    "TimeAnchor",
    "TokenForm",
    "TransferOutcome",
    "Unit",
    "UploadListing",
    "UploadOut",
    "UploadOutHeadersType0",
    "UploadState",
    "UsageRights",
    "UsageRightsOut",
    "UsageType",
    "UserListing",
    "UserOut",
    "UserPatch",
    "VerificationConfirmation",
    "VerificationListing",
    "VerificationOut",
    "VerificationRefusal",
    "VerificationState",
    "VerificationSubmission",
    "VerificationSummary",
    "VersionListing",
    "VersionOut",
    "WorkedInOut",
)
