"""What people are asked for is called in their words."""

from kamdocs.keeping.labels import called, record_called
from kamdocs.schema.walk import schema_tree


def test_every_field_that_can_be_asked_for_has_words_of_its_own():
    fields = [*schema_tree("account").below()]
    told = {"/".join(one.path): (record_called if one.record else called)(one) for one in fields}
    titles = {"/".join(one.path): one.keywords["title"] for one in fields}
    assert [path for path in told if told[path] == titles[path]] == []
    assert told["stakeholders/attitude_on"] == "the day on which that was last looked at"
