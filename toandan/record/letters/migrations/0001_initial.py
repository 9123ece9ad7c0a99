"""Peers, letters sent and letters received."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Peer',
            fields=[
                ('peer_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('fingerprint', models.TextField(unique=True)),
                ('public_key', models.TextField()),
                ('kept_by', models.TextField()),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'letters_peer',
            },
        ),
        migrations.CreateModel(
            name='Received',
            fields=[
                ('received_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('peer_id', models.BigIntegerField()),
                ('number', models.IntegerField()),
                ('unit_no', models.IntegerField()),
                ('kind', models.TextField()),
                ('answers', models.IntegerField(null=True)),
                ('content', models.BinaryField()),
                ('digest', models.BinaryField()),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('received_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'letters_received',
                'constraints': [models.UniqueConstraint(fields=('peer_id', 'number'), name='letters_received_once')],
            },
        ),
        migrations.CreateModel(
            name='Sent',
            fields=[
                ('sent_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('peer_id', models.BigIntegerField()),
                ('number', models.IntegerField()),
                ('unit_no', models.IntegerField()),
                ('kind', models.TextField()),
                ('answers', models.IntegerField(null=True)),
                ('content', models.BinaryField()),
                ('digest', models.BinaryField()),
                ('client_key', models.UUIDField(unique=True)),
                ('reason', models.TextField()),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('sent_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'letters_sent',
                'constraints': [models.UniqueConstraint(fields=('peer_id', 'number'), name='letters_sent_once')],
            },
        ),
    ]
