"""A person's account (what they sign in with), profile (what they tell about themselves) and sessions."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from fithub.core.clock import DAY_START
from fithub.core.ids import new_id
from fithub.core.ownership import OwnedModel


class User(AbstractBaseUser):
    """An account. The address is kept in lower case; the password is an argon2 hash."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    # An operator: may see /admin, where nobody's rows are. The application cannot set it (see the migration).
    is_staff = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField()
    # The Idempotency-Key of the registration, so that a repeated one is told from a stranger's.
    registration_key = models.CharField(max_length=255, blank=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "email"

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """An operator may do whatever the admin offers; nobody else may do anything there."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        """As `has_perm`."""
        return self.has_perm(app_label)


class Units(models.TextChoices):
    METRIC = "metric"
    US = "us"
    UK = "uk"


class Sex(models.TextChoices):
    FEMALE = "female"
    MALE = "male"


class Activity(models.TextChoices):
    """How much a person moves, in the words of the physical activity levels."""

    SEDENTARY = "sedentary"
    LIGHT = "light"
    MODERATE = "moderate"
    ACTIVE = "active"
    VERY_ACTIVE = "very_active"


class Autonomy(models.TextChoices):
    """How much the coach may do before it asks."""

    ALWAYS_ASK = "always_ask"
    ASK_WHEN_UNSURE = "ask_when_unsure"
    JUST_DO_IT = "just_do_it"


class LifeStage(models.TextChoices):
    """What changes how much of a nutrient a body needs, beside age and sex."""

    NONE = "none"
    PREGNANT = "pregnant"
    LACTATING = "lactating"


class Reference(models.TextChoices):
    """Whose reference intakes a person's days are held against."""

    DRI = "dri"
    EFSA = "efsa"
    DAILY_VALUES = "daily_values"


class Profile(OwnedModel):
    """What a person tells about themselves; each of the body's facts may be unknown."""

    user: Any = models.OneToOneField(User, on_delete=models.DB_CASCADE, related_name="profile")
    name = models.CharField(max_length=100, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    units = models.CharField(max_length=6, choices=Units, default=Units.METRIC)
    locale = models.CharField(max_length=35, default="en")
    day_start = models.TimeField(default=DAY_START)
    sex = models.CharField(max_length=6, choices=Sex, null=True)
    birth_date = models.DateField(null=True)
    height_cm = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    activity = models.CharField(max_length=11, choices=Activity, null=True)
    autonomy = models.CharField(max_length=15, choices=Autonomy, default=Autonomy.ASK_WHEN_UNSURE)
    # The dates say from when to when; a due date stays when the child is there, so that past days keep their stage.
    life_stage = models.CharField(max_length=9, choices=LifeStage, default=LifeStage.NONE)
    pregnancy_due_date = models.DateField(null=True)
    lactation_since = models.DateField(null=True)
    # None: by the region of the locale.
    reference = models.CharField(max_length=12, choices=Reference, null=True)
    # Whether what was moved adds to what may be eaten. Not unless asked: a target already expects the usual movement.
    count_activity = models.BooleanField(default=False)


class RefreshToken(OwnedModel):
    """One link of a session. Each use makes the next link of its family; logging out, or using a link twice, ends the family."""

    family = models.UUIDField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    # The Idempotency-Key it was used with: whoever lost the answer may ask again with it.
    used_key = models.CharField(max_length=255, blank=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "family"], name="refresh_family")]


class PersonalToken(OwnedModel):
    """What a program of the person's signs in with. The secret is shown once and not kept; `prefix` is how it begins. It is not
    in the change log: an undo must not bring back what was revoked."""

    name = models.CharField(max_length=100)
    scopes = ArrayField(models.CharField(max_length=20))
    prefix = models.CharField(max_length=20)
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-id"], name="personal_token_newest")]
