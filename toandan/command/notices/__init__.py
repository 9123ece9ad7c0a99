"""The daily e-mail to officers who wish it (thư nhắc việc hằng ngày): what newly waits for them, once each.

What never belongs here: people, texts of papers, anything but counts and addresses of pages; sending to citizens.
"""
