"""The school's roadmap (дорожная карта, S2; S1 Пол-3.4-4): made from templates or last year's, kept row by row."""
