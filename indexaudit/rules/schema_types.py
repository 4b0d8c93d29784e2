"""What schema.org and Google say about types: subtypes that rules must know, and required properties. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ARTICLES", "ORGANISATIONS", "OTHER_WORKS", "PERSONS", "REQUIRED", "USER_POSTS"]

ARTICLES: Final = frozenset(
    {
        "Article",
        *("AdvertiserContentArticle", "NewsArticle", "Report", "SatiricalArticle", "ScholarlyArticle", "TechArticle"),
        *("AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle"),
        *("ReportageNewsArticle", "ReviewNewsArticle", "MedicalScholarlyArticle", "APIReference"),
        *("SocialMediaPosting", "BlogPosting", "LiveBlogPosting", "DiscussionForumPosting"),
    }
)
"""Article and everything below it in schema.org."""

USER_POSTS: Final = frozenset({"DiscussionForumPosting", "SocialMediaPosting"})
"""Types that Google documents for what users post, never for a publisher's own articles."""

OTHER_WORKS: Final = frozenset(
    {
        *("Book", "Course", "Dataset", "Event", "FAQPage", "HowTo", "JobPosting", "Movie", "MusicRecording", "Person"),
        *("PodcastEpisode", "Product", "ProfilePage", "QAPage", "Question", "Quiz", "RadioEpisode", "Recipe", "Review"),
        *("SoftwareApplication", "TVEpisode", "VideoObject", "ClaimReview", "CriticReview", "LearningResource"),
        *("PodcastSeries", "ImageGallery", "MusicAlbum", "Place", "LocalBusiness", "Service", "SpecialAnnouncement"),
    }
)
"""Things that a text may be described as instead of an article, because it is one."""

PERSONS: Final = frozenset({"Person", "Patient"})

ORGANISATIONS: Final = frozenset(
    {
        "Organization",
        *("Airline", "Consortium", "Cooperative", "Corporation", "FundingScheme", "GovernmentOrganization"),
        *("LibrarySystem", "MedicalOrganization", "NGO", "NewsMediaOrganization", "OnlineBusiness", "OnlineStore"),
        *("PoliticalParty", "Project", "FundingAgency", "ResearchProject", "ResearchOrganization"),
        *("SearchRescueOrganization", "WorkersUnion", "EducationalOrganization", "CollegeOrUniversity"),
        *("ElementarySchool", "HighSchool", "MiddleSchool", "Preschool", "School", "PerformingGroup", "DanceGroup"),
        *("MusicGroup", "TheaterGroup", "SportsOrganization", "SportsTeam", "DiagnosticLab", "VeterinaryCare"),
        # LocalBusiness is an Organization and a Place.
        *("LocalBusiness", "AnimalShelter", "ArchiveOrganization", "AutomotiveBusiness", "AutoBodyShop", "AutoDealer"),
        *("AutoPartsStore", "AutoRental", "AutoRepair", "AutoWash", "GasStation", "MotorcycleDealer"),
        *("MotorcycleRepair", "ChildCare", "Dentist", "DryCleaningOrLaundry", "EmergencyService", "FireStation"),
        *("Hospital", "PoliceStation", "EmploymentAgency", "EntertainmentBusiness", "AdultEntertainment"),
        *("AmusementPark", "ArtGallery", "Casino", "ComedyClub", "MovieTheater", "NightClub", "FinancialService"),
        *("AccountingService", "AutomatedTeller", "BankOrCreditUnion", "InsuranceAgency", "FoodEstablishment"),
        *("Bakery", "BarOrPub", "Brewery", "CafeOrCoffeeShop", "Distillery", "FastFoodRestaurant", "IceCreamShop"),
        *("Restaurant", "Winery", "GovernmentOffice", "PostOffice", "HealthAndBeautyBusiness", "BeautySalon"),
        *("DaySpa", "HairSalon", "HealthClub", "NailSalon", "TattooParlor", "HomeAndConstructionBusiness"),
        *("Electrician", "GeneralContractor", "HVACBusiness", "HousePainter", "Locksmith", "MovingCompany", "Plumber"),
        *("RoofingContractor", "InternetCafe", "LegalService", "Attorney", "Notary", "Library", "LodgingBusiness"),
        *("BedAndBreakfast", "Campground", "Hostel", "Hotel", "Motel", "Resort", "SkiResort", "VacationRental"),
        *("MedicalBusiness", "MedicalClinic", "CommunityHealth", "Dermatology", "DietNutrition", "Geriatric"),
        *("Gynecologic", "Midwifery", "Nursing", "Obstetric", "Oncologic", "Optician", "Optometric"),
        *("Otolaryngologic", "Pediatric", "Pharmacy", "Physician", "IndividualPhysician", "PhysiciansOffice"),
        *("Physiotherapy", "PlasticSurgery", "Podiatric", "PrimaryCare", "Psychiatric", "PublicHealth"),
        *("ProfessionalService", "RadioStation", "RealEstateAgent", "RecyclingCenter", "SelfStorage"),
        *(
            "ShoppingCenter",
            "SportsActivityLocation",
            "BowlingAlley",
            "ExerciseGym",
            "GolfCourse",
            "PublicSwimmingPool",
        ),
        *("SportsClub", "StadiumOrArena", "TennisComplex", "Store", "BikeStore", "BookStore", "ClothingStore"),
        *("ComputerStore", "ConvenienceStore", "DepartmentStore", "ElectronicsStore", "Florist", "FurnitureStore"),
        *("GardenStore", "GroceryStore", "HardwareStore", "HobbyShop", "HomeGoodsStore", "JewelryStore"),
        *("LiquorStore", "MensClothingStore", "MobilePhoneStore", "MovieRentalStore", "MusicStore"),
        *("OfficeEquipmentStore", "OutletStore", "PawnShop", "PetStore", "ShoeStore", "SportingGoodsStore"),
        *("TireShop", "ToyStore", "WholesaleStore", "TelevisionStation", "TouristInformationCenter", "TravelAgency"),
    }
)
"""Organization and everything below it in schema.org."""

REQUIRED: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = MappingProxyType(
    {
        # Google, discussion forum: one of text, image and video; schema.org's articleBody is a text.
        "DiscussionForumPosting": (("author",), ("datePublished",), ("text", "articleBody", "image", "video")),
        "SocialMediaPosting": (("author",), ("datePublished",), ("text", "articleBody", "image", "video")),
        # Google, profile page: a person or an organisation with a name.
        "ProfilePage": (("mainEntity",),),
        # Google, breadcrumb: its items are looked at one by one.
        "BreadcrumbList": (("itemListElement",),),
        # Google, video: a thumbnail that is a thing of its own is read too.
        "VideoObject": (("name",), ("thumbnailUrl", "thumbnail"), ("uploadDate",)),
    }
)
"""Properties without which Google shows no rich result, by type: one of each group. Article requires none."""
