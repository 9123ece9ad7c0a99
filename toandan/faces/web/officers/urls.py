"""Addresses of sign-in, my account and officers. Names of the library's own pages are those it reverses itself."""

from django.urls import include, path

from toandan.faces.web.officers import sheets, sign_in, views

ours = (
    [
        path("account/", views.account, name="account"),
        path("account/password/", views.password_page, name="password"),
        path("account/mail/", views.choose_mail, name="choose_mail"),
        path("account/mail/again/", views.mail_again, name="mail_again"),
        path("account/mail/confirm/<str:code>/", views.confirm_mail_page, name="confirm_mail"),
        path("account/sessions/end/", views.end_sessions, name="end_sessions"),
        path("officers/", views.officers_page, name="officers"),
        path("officers/sheet/", sheets.officers, name="officers_sheet"),
        path("officers/<str:username>/", views.officer_page, name="officer"),
        path("officers/<str:username>/posts/<int:post>/end/", views.end_post, name="end_post"),
        path("officers/<str:username>/change/", views.change, name="change"),
    ],
    "officers",
)

urlpatterns = [
    path("", include(ours)),
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/code/", sign_in.second_factor, name="mfa_authenticate"),
    path("sign-out/", sign_in.leave, name="account_logout"),
    path("account/again/", sign_in.password_again, name="account_reauthenticate"),
    path("account/again/code/", sign_in.code_again, name="mfa_reauthenticate"),
    path("account/codes/", sign_in.set_up_codes, name="mfa_activate_totp"),
    path("account/codes/remove/", sign_in.remove_codes, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", sign_in.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/renew/", sign_in.renew_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/passkeys/add/", sign_in.add_passkey, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", sign_in.remove_passkey, name="mfa_remove_webauthn"),
    # The library reverses these two; they lead to my account, where everything it would show is shown.
    path("account/factors/", views.account, name="mfa_index"),
    path("account/passkeys/", views.account, name="mfa_list_webauthn"),
]
