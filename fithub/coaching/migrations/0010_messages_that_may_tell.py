"""An index of the messages that may say that somebody is pregnant, nurses or is under 18: warnings ask for them. Additive.

It is built beside the writers, so outside of a transaction; were it broken off, the migration drops what is there and begins again.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

_MAY_TELL = (
    r"pregnan|expecting|due date|having (a baby|twins)|carrying|baby bump|due (in|on|this|next)|(weeks|months) (along|gone)"
    r"|weeks|lines on|trimester|feeding|i (breast|chest).?feed|lactating|nursing|i pump|pumping|wean"
    r"|birth|miscarr|lost (the|my|our)|had (the|my|our) baby|(baby|twins) "
    r"|(i.?m|i am|turned) (only |just |still |a |in |at |under )*(1[0-8]|[a-z]*teen|ten|eleven|twelve|eighteen|minor|freshman)"
    r"|(i.?m|i am) (still |a |in |at )*(sophomore|kid|school|middle|high|secondary|year|[5-9]th|1[0-2]th)"
)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("coaching", "0009_usage_swept")]

    operations = [
        migrations.RunSQL("DROP INDEX CONCURRENTLY IF EXISTS turn_may_tell", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="turn",
            index=models.Index(
                fields=["user", "-started_at"], name="turn_may_tell", condition=models.Q(asked__iregex=_MAY_TELL)
            ),
        ),
    ]
