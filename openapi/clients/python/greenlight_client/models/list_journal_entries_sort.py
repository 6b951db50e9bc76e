from typing import Literal

ListJournalEntriesSort = Literal["created_at", "updated_at"]

LIST_JOURNAL_ENTRIES_SORT_VALUES: set[ListJournalEntriesSort] = {
    "created_at",
    "updated_at",
}


def check_list_journal_entries_sort(value: str) -> ListJournalEntriesSort:
    if value in LIST_JOURNAL_ENTRIES_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_JOURNAL_ENTRIES_SORT_VALUES!r}")
