"""Words shared by screen, paper and sheet; Russian grammar."""
