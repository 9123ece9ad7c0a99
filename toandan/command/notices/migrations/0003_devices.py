"""The daily e-mail tells of devices handed over and of loans asked for, too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_doors'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='told',
            name='notices_told_kind',
        ),
        migrations.AddConstraint(
            model_name='told',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['late_tasks', 'tasks', 'to_issue', 'escalated', 'late_difficulties', 'difficulties', 'to_accept', 'guidance', 'late_questions', 'questions', 'held_questions', 'late_lists', 'lists', 'late_requests', 'requests', 'handovers', 'loans'])), name='notices_told_kind'),
        ),
    ]
