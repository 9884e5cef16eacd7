"""Who works when: pure values and answers, instants in UTC."""
