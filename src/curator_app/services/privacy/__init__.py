"""Personal data (152-ФЗ): where they are, who agreed, what is destroyed or depersonalised, what left the program."""
