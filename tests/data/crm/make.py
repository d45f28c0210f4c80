"""Makes the exports in this folder: ``python -m tests.data.crm.make [FOLDER [ACCOUNTS]]``. All of it is fictional.

The same every time: no clock, no chance that isn't seeded. As of 2026-11-23, as the other examples.
"""

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
KINDS = ["Orodjarna", "Livarna", "Mlekarna", "Tiskarna", "Pekarna", "Steklarna", "Papirnica", "Kovinarstvo", "Strojegradnja",
         "Plastika", "Logistika", "Kemija", "Žaga", "Hladilništvo", "Elektro"]  # fmt: skip
PLACES = ["Hribovje", "Zgornji Dol", "Jasna Ravan", "Črni Log", "Šmarjetna", "Bela Peč", "Podgaj", "Vrhovec"]
FORMS = ["d.o.o.", "d.d.", "GmbH", "s.p."]
FIRST = [
    "Ana",
    "Luka",
    "Maja",
    "Peter",
    "Tina",
    "Jože",
    "Nada",
    "Rok",
    "Špela",
    "Žiga",
    "Jürgen",
    "Zoë",
    "Matjaž",
    "Urška",
]
LAST = ["Novak", "Čuk", "Šuštar", "Žnidar", "Kovač", "Hribar", "Müller", "Zajc", "Vidmar", "Kralj", "Bizjak", "Pečnik"]
TITLES = [("Head of purchasing", "Purchasing"), ("Managing director", "Management"), ("Head of production", "Production"),
          ("Quality manager", "Quality"), ("Buyer", "Purchasing"), ("Shift lead", "Floor 3"), ("Controller", "Finance")]  # fmt: skip
INDUSTRIES = ["Manufacturing", "Food & Beverage", "Automotive", "Packaging", "Chemicals"]
USERS = [("005U0000001AAA", "Ana Novak", "ana.novak@supplier.example"),
         ("005U0000002AAA", "Luka Župan", "luka@supplier.example"),
         ("005U0000003AAA", "Maja Kranjc", "maja.kranjc@supplier.example")]  # fmt: skip
STAGES = [
    "Prospecting",
    "Qualification",
    "Needs Analysis",
    "Proposal/Price Quote",
    "Negotiation/Review",
    "Closed Won",
    "Closed Lost",
]
TEXTS = [
    "Inserts, hardened",
    "Machining of blanks",
    "Spare parts",
    "Frame contract 2027",
    "Set-up and training",
    "Heat treatment",
]


def day(ago):
    """A day before the one of the export, as the API writes it."""
    return (TODAY - timedelta(days=ago)).isoformat()


def moment(ago):
    return f"{day(ago)}T08:30:00.000+0000"


def salesforce(folder, number):
    """An export of all objects, with the names of the API; nearly clean, as real ones are."""
    chance = random.Random(7)
    accounts, contacts = [], []
    for place in range(number):
        turn = place // (len(KINDS) * len(PLACES))
        name = f"{KINDS[place % len(KINDS)]} {PLACES[place // len(KINDS) % len(PLACES)]}" + (
            f" {turn + 1}" if turn else ""
        )
        accounts.append({
            "Id": f"001A{place:08}AAA", "Name": f"{name} {FORMS[place % len(FORMS)]}", "Type": "Customer",
            "Industry": chance.choice(INDUSTRIES), "AccountNumber": f"K-{10000 + place}", "AnnualRevenue": chance.randrange(10**6, 10**8),
            "BillingStreet": f"Cesta {place + 1}", "BillingCity": chance.choice(PLACES), "BillingState": "",
            "BillingPostalCode": str(1000 + place % 9000), "BillingCountry": "Slovenia", "NumberOfEmployees": chance.randrange(5, 900),
            "Website": f"www.kupec{place}.example", "LastActivityDate": day(chance.randrange(200)), "OwnerId": chance.choice(USERS)[0],
            "CreatedDate": moment(900 + chance.randrange(1000)),
        })  # fmt: skip
    for account in accounts:
        above = ""
        for _ in range(3):
            place = len(contacts)
            first, last = chance.choice(FIRST), chance.choice(LAST)
            title, department = TITLES[place % len(TITLES)]
            contacts.append({
                "Id": f"003C{place:08}AAA", "AccountId": account["Id"], "FirstName": first, "LastName": f"{last}-{place % 97}",
                "Title": title, "Department": department, "Email": f"oseba{place}@kupec.example" if place % 17 else "",
                "Phone": f"+386 4 {place:03} {place % 1000:03}", "MobilePhone": f"+386 40 {place % 1000:03} 111" if place % 3 == 0 else "",
                "ReportsToId": above, "CreatedDate": moment(800), "LastActivityDate": "", "LastCURequestDate": "",
            })  # fmt: skip
            above = contacts[-1]["Id"]
    opportunities = [{
        "Id": f"006O{place:08}AAA", "AccountId": accounts[place % number]["Id"], "Name": f"{chance.choice(TEXTS)} {place}",
        "Amount": f"{chance.randrange(5, 400) * 500}.0", "CloseDate": (TODAY + timedelta(days=chance.randrange(-90, 200))).isoformat(),
        "StageName": STAGES[place % len(STAGES)], "NextStep": "Send samples, then call" if place % 2 else "",
        "HasOverdueTask": "false", "LastActivityDate": "", "CreatedDate": moment(120 + chance.randrange(200)), "CurrencyIsoCode": "EUR",
    } for place in range(number * 7 // 6)]  # fmt: skip
    cases = []
    for place in range(number * 5 // 12):
        account = chance.randrange(number)
        opened = 20 + chance.randrange(200)
        closed = place % 3 == 0
        cases.append({
            "Id": f"500S{place:08}AAA", "CaseNumber": f"{place + 1:08}", "AccountId": accounts[account]["Id"],
            "ContactId": contacts[account * 3]["Id"], "Origin": "Email", "Reason": "", "Type": "Question" if place == 4 else "Problem",
            "Subject": f"Lot {70 + place}: hardness below the specification", "Status": "Closed" if closed else chance.choice(["New", "Working", "Escalated"]),
            "Priority": chance.choice(["Low", "Medium", "High"]), "CreatedDate": moment(opened),
            "ClosedDate": ("" if place == 6 else moment(opened - 14)) if closed else "", "OwnerId": chance.choice(USERS)[0],
        })  # fmt: skip
    orders = []
    for place in range(number * 2):
        start = chance.randrange(5, 120)
        delivered = place % 3 == 0
        orders.append({
            "Id": f"801R{place:08}AAA", "OrderNumber": f"{4500000 + place}", "AccountId": accounts[place % number]["Id"],
            "EffectiveDate": day(start), "Status": "Completed" if delivered else "Draft" if place == 7 else chance.choice(["Activated", "In Production"]),
            "Name": chance.choice(TEXTS), "PoNumber": f"PO-{place:04}" if place % 2 else "", "TotalAmount": f"{chance.randrange(10, 900) * 100}.0",
            "CurrencyIsoCode": "EUR", "Promised_Delivery_Date__c": (TODAY + timedelta(days=30 - start)).isoformat(),
            "Delivered_Date__c": (TODAY + timedelta(days=min(-1, 28 - start))).isoformat() if delivered else "",
        })  # fmt: skip
        if delivered and orders[-1]["Delivered_Date__c"] < orders[-1]["EffectiveDate"]:
            orders[-1]["Delivered_Date__c"] = orders[-1]["EffectiveDate"]
    tasks, events = [], []
    for place in range(number * 3 // 2):
        account = chance.randrange(number)
        tasks.append({
            "Id": f"00TT{place:08}AAA", "WhoId": contacts[account * 3 + place % 3]["Id"], "WhatId": accounts[account]["Id"] if place % 2 else "",
            "AccountId": accounts[account]["Id"] if place % 3 else "", "ActivityDate": day(chance.randrange(-20, 200)),
            "TaskSubtype": chance.choice(["Call", "Email", "Task"]), "CallType": chance.choice(["Inbound", "Outbound", ""]),
            "Status": chance.choice(["Completed", "Completed", "Not Started"]), "Subject": "Call", "Description": "", "OwnerId": chance.choice(USERS)[0],
        })  # fmt: skip
    for place in range(number):
        account = chance.randrange(number)
        events.append({
            "Id": f"00UE{place:08}AAA", "WhoId": contacts[account * 3]["Id"], "WhatId": "", "AccountId": accounts[account]["Id"],
            "StartDateTime": moment(chance.randrange(-10, 300)), "EndDateTime": "", "Subject": "Meeting", "Type": "Meeting",
            "OwnerId": "005U0000099AAA" if place == 3 else chance.choice(USERS)[0],
        })  # fmt: skip
    revenue = [{"Account Name": account["Name"], "Account ID": account["Id"], "2024": 1000 * (place % 40 + 3), "2025": 1100 * (place % 40 + 3),
                "Currency": "EUR"} for place, account in enumerate(accounts)]  # fmt: skip
    users = [dict(zip(("Id", "Name", "Email"), user, strict=True)) for user in USERS]
    users.append({"Id": "005U0000099AAA", "Name": "Old Colleague", "Email": "gone@supplier.example"})
    tables = {"Account": accounts, "Contact": contacts, "Opportunity": opportunities, "Case": cases, "Order": orders, "Task": tasks,
              "Event": events, "User": users, "Revenue": revenue}  # fmt: skip
    for name, rows in tables.items():
        write(folder / f"{name}.csv", rows)


def write(path, rows, *, separator=",", encoding="utf-8", quoting=csv.QUOTE_MINIMAL, end="\n"):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=separator, quoting=quoting, lineterminator=end)
        writer.writeheader()
        writer.writerows(rows)


def table(headers, *rows):
    """Rows under headers, both as one text with bars."""
    names = [name.strip() for name in headers.split("|")]
    return [dict(zip(names, (cell.strip() for cell in row.split("|")), strict=True)) for row in rows]


def others(folder):
    """Small exports of other systems, each in its own form."""
    write(folder / "hubspot" / "hubspot-crm-exports-all-companies-2026-11-23.csv", table(
        "Record ID|Company name|Company Domain Name|Company owner|Industry|Country/Region|City|Create Date|Last Activity Date",
        "90001|Vrelec Podgaj|vrelec.example|Ana Novak|FOOD_BEVERAGES|Slovenia|Podgaj|2022-04-03 10:11|2026-11-01 09:00",
        "90002|Mizarstvo Bela Peč|mizarstvo.example|Luka Župan|FURNITURE|Slovenia|Bela Peč|2023-01-09 08:00|",
        "90003|Tesarstvo Log|tesarstvo.example|No owner|CONSTRUCTION|Slovenia|Log|2024-06-30 08:00|"))  # fmt: skip
    write(folder / "hubspot" / "hubspot-crm-exports-all-contacts-2026-11-23.csv", table(
        "Record ID|First Name|Last Name|Email|Phone Number|Job Title|Associated Company|Associated Company IDs|Contact owner|Lifecycle Stage|Create Date",
        "501|Mia|Kos|mia@vrelec.example|+386 1 000 000|Buyer|Vrelec Podgaj|90001|Ana Novak|customer|2023-02-01 10:00",
        "502|Jan|Lah|jan@vrelec.example||Director|Vrelec Podgaj|90001;90002|Ana Novak|customer|2023-02-02 10:00",
        "503|Iva|Rus|not an address||Buyer|Mizarstvo Bela Peč|90002|Luka Župan|lead|2023-02-03 10:00",
        "504|Nik|Brez|nik@nowhere.example||||||lead|2023-02-03 10:00"))  # fmt: skip
    write(folder / "hubspot" / "hubspot-crm-exports-all-deals-2026-11-23.csv", table(
        "Record ID|Deal Name|Deal Stage|Amount|Deal owner|Close Date|Create Date|Associated Company|Associated Company IDs|Pipeline",
        "7001|Frame contract|Qualified to buy|12000|Ana Novak|2027-01-31 00:00|2026-10-01 09:00|Vrelec Podgaj|90001|Sales",
        "7002|Second line|Closed won|8000|Ana Novak|2026-09-30 00:00|2026-05-01 09:00|Mizarstvo Bela Peč|90002|Sales",
        "7003|Something new|Waiting for the moon|100|Ana Novak|2027-01-31 00:00|2026-10-01 09:00|Vrelec Podgaj|90001|Sales"))  # fmt: skip
    write(folder / "dynamics" / "My Active Accounts 23-11-2026 10-00-00.csv", table(
        "(Do Not Modify) Account|(Do Not Modify) Row Checksum|(Do Not Modify) Modified On|Account Name|Account Manager|Address 1: City|Created On",
        "aaaaaaaa-0000-0000-0000-000000000001|x1==|23.11.2026 10:00|Valjarna Hribovje AG|Maja Kranjc|Hribovje|13.2.2021 9:05",
        "aaaaaaaa-0000-0000-0000-000000000002|x2==|23.11.2026 10:00|Valjarna Dol AG|Maja Kranjc|Dol|14.2.2021 9:05",
        "aaaaaaaa-0000-0000-0000-000000000003|x3==|23.11.2026 10:00|Kleparstvo Gaj|Maja Kranjc|Gaj|5.3.2022 9:05"), encoding="utf-8-sig", separator=";")  # fmt: skip
    write(folder / "dynamics" / "contacts.csv", table(
        "(Do Not Modify) Contact|(Do Not Modify) Row Checksum|Full Name|Account Name|Job Title|Email|Business Phone|Created On",
        "bbbbbbbb-0000-0000-0000-000000000001|y1==| Otto Weiß|Valjarna Hribovje AG|Einkauf|otto@valjarna.example|+43 1 000 000|13.2.2021 9:05",
        "bbbbbbbb-0000-0000-0000-000000000002|y2==| Eva Lang|Valjarna Dol AG|Leitung|eva@valjarna.example||14.2.2021 9:05"), encoding="utf-8-sig", separator=";")  # fmt: skip
    write(folder / "dynamics" / "orders.csv", table(
        "(Do Not Modify) Order|Order ID|Name|Customer|Total Amount|Currency|Status Reason|Created On|Requested Delivery Date|Date Fulfilled",
        "cccccccc-0000-0000-0000-000000000001|ORD-0101|Rolls|Valjarna Hribovje AG|12.500,50|Euro|Submitted|2.11.2026 9:00|15.12.2026|",
        "cccccccc-0000-0000-0000-000000000002|ORD-0102|Rolls|Valjarna Dol AG|8.000,00|Euro|Fulfilled|2.10.2026 9:00|15.11.2026|13.11.2026"), encoding="utf-8-sig", separator=";")  # fmt: skip
    write(folder / "pipedrive" / "organizations.csv", table(
        "Organization - ID|Organization - Name|Organization - Owner|Organization - Address|Organization - Label|Organization - Organization created",
        "11|Pivovarna Šmarjetna|Luka Župan|Glavni trg 1, Šmarjetna|Customer|2022-05-05 10:00:00",
        "12|Sirarna Ravan|Luka Župan||Customer|2022-05-06 10:00:00",
        "13|Čebelarstvo Vrh|Luka Župan||Customer|2022-05-07 10:00:00"))  # fmt: skip
    write(folder / "pipedrive" / "people.csv", table(
        "Person - ID|Person - Name|Person - Organization|Person - Email (Work)|Person - Phone (Work)|Person - Job title|Person - Label",
        "21|Bor Klas|Pivovarna Šmarjetna|bor@pivovarna.example|+386 2 000 000|Brewer|Hot",
        "22|Zala Mrak|Sirarna Ravan|zala@sirarna.example||Director|"))  # fmt: skip
    write(folder / "pipedrive" / "deals.csv", table(
        "Deal - ID|Deal - Title|Deal - Value|Deal - Currency of value|Deal - Stage (pipeline)|Deal - Status|Deal - Organization|Deal - Owner|Deal - Expected close date|Deal - Deal created",
        "31|Filling heads|20000|EUR|Proposal Made|Open|Pivovarna Šmarjetna|Luka Župan|2027-02-01|2026-08-01 10:00:00",
        "32|Valves|5000|EUR|Negotiations Started|Lost|Sirarna Ravan|Luka Župan|2026-10-01|2026-03-01 10:00:00"))  # fmt: skip
    write(folder / "odoo" / "res.partner.csv", table(
        "id|Company Name|ref|user_id|street|zip|city|country_id|website|create_date",
        "__export__.res_partner_7|Klobučarna Gaj|K-77|Ana Novak|Trg 2|2000|Gaj|Slovenia|https://klobuk.example|2021-03-04 05:06:07",
        "__export__.res_partner_8|Vrvarna Dol|K-78|Ana Novak|Trg 3|2000|Dol|Slovenia||2021-03-05 05:06:07",
        "__export__.res_partner_9|Usnjarna Peč|K-79|Ana Novak|Trg 4|2000|Peč|Slovenia||2021-03-06 05:06:07"))  # fmt: skip
    write(folder / "odoo" / "crm.lead.csv", table(
        "id|name|partner_id|partner_id/id|user_id|team_id|stage_id|expected_revenue|probability|date_deadline|create_date",
        "__export__.crm_lead_1|Felt|Klobučarna Gaj|__export__.res_partner_7|Ana Novak|Sales|Proposition|5400.5|40|2027-01-10|2026-09-09 10:00:00"))  # fmt: skip
    write(folder / "odoo" / "sale.order.csv", table(
        "id|name|partner_id|partner_id/id|client_order_ref|state|date_order|commitment_date|effective_date|amount_untaxed|currency_id",
        "__export__.sale_order_1|S00021|Klobučarna Gaj|__export__.res_partner_7|PO 9|sale|2026-11-02 08:00:00|2026-12-12 00:00:00||1500.0|EUR",
        "__export__.sale_order_2|S00022|Vrvarna Dol|__export__.res_partner_8||draft|2026-11-02 08:00:00|||900.0|EUR"))  # fmt: skip
    write(folder / "suitecrm" / "Accounts.csv", table(
        "id|name|date_entered|assigned_user_name|account_type|industry|billing_address_city|website",
        "s-1|Kamnolom Vrhovec|2020-01-02 10:00|maja.kranjc@supplier.example|Customer|Mining|Vrhovec|http://",
        "s-2|Apnenica Vrhovec|2020-01-03 10:00|maja.kranjc@supplier.example|Customer|Mining|Vrhovec|http://apno.example",
        "s-3|Opekarna Log|2020-01-04 10:00|maja.kranjc@supplier.example|Customer|Mining|Log|"))  # fmt: skip
    write(folder / "suitecrm" / "Cases.csv", table(
        "id|case_number|name|account_name|account_id|state|status|priority|resolution|date_entered|date_closed|assigned_user_name",
        "k-1|101|Dust in the delivery|Kamnolom Vrhovec|s-1|Open|Open_Assigned|P1||2026-11-01 10:00||maja.kranjc@supplier.example",
        "k-2|102|Late lorry|Apnenica Vrhovec|s-2|Closed|Closed_Closed|P3|Talked|2026-10-01 10:00||maja.kranjc@supplier.example",
        "k-3|103|Late lorry again|Apnenica Vrhovec|s-2|Closed|Closed_Duplicate|P3||2026-10-02 10:00||maja.kranjc@supplier.example"))  # fmt: skip
    write(folder / "suitecrm" / "Calls.csv", table(
        "id|name|date_start|date_end|parent_type|parent_id|status|direction|contact_name|assigned_user_name",
        "c-1|Ring|2026-11-03 10:00|2026-11-03 10:10|Accounts|s-1|Held|Outbound||maja.kranjc@supplier.example",
        "c-2|Ring|2026-12-03 10:00|2026-12-03 10:10|Accounts|s-1|Planned|Outbound||maja.kranjc@supplier.example"))  # fmt: skip
    write(folder / "espocrm" / "Account.csv", table(
        "id|name|website|emailAddress|phoneNumber|type|industry|billingAddressCity|billingAddressCountry|createdAt|assignedUser",
        "e1|Svečarna Gaj|https://svece.example|info@svece.example||Customer|Crafts|Gaj|Slovenia|2023-03-03 10:00:00|Tina Neznana",
        "e2|Milarna Gaj|||01 000 00|Customer|Crafts|Gaj|Slovenia|2023-03-04 10:00:00|Ana Novak",
        "e3|Barvarna Gaj||||Customer|Crafts|Gaj|Slovenia|2023-03-05 10:00:00|Ana Novak"), separator="\t", encoding="utf-16")  # fmt: skip
    write(folder / "espocrm" / "Meeting.csv", table(
        "id|name|status|dateStart|dateEnd|parent|parentId|account|accountId|assignedUser",
        "m1|Tour|Held|2026-10-10 10:00:00|2026-10-10 11:00:00|Svečarna Gaj|e1|Svečarna Gaj|e1|Ana Novak",
        "m2|Tour|Not Held|2026-10-11 10:00:00||Svečarna Gaj|e1|Svečarna Gaj|e1|Ana Novak"), separator="\t", encoding="utf-16")  # fmt: skip


def erp(folder):
    """Every Monday's open and delivered lines, as an ERP of the region writes them; one has another's number."""
    headers = "Auftragsnummer|Pos|Kundennummer|Kunde|Artikelbezeichnung|Menge|Auftragsdatum|Zugesagter Liefertermin|Geliefert am|Auftragsstatus|Nettobetrag|Währung"
    write(folder / "Auftragspositionen.csv", table(
        headers,
        "470001|10|K-10000|Orodjarna Hribovje|Rezkalne plošče|4|02.11.2026|04.12.2026||in Arbeit|1.240,50|EUR",
        "470001|20|K-10000|Orodjarna Hribovje|Držala|2|02.11.2026|11.12.2026||in Arbeit|310,00|EUR",
        "470002|10|K-10001|Livarna Zgornji Dol|Peči, šamot|1|01.10.2026|20.11.2026|19.11.2026|geliefert|12.000,00|EUR",
        "470003|10|K-10002|Mlekarna Hribovje|Črpalke|1|05.11.2026|||bestätigt|900,00|EUR",
        "470004|10|K-99999|Neznanec Žaga|Listi|1|05.11.2026|30.11.2026||bestätigt|90,00|EUR"),
        separator=";", encoding="cp1250", end="\r\n")  # fmt: skip
    write(folder / "Postavke naročil.csv", table(
        "Številka naročila|Postavka|Šifra kupca|Naziv kupca|Naziv artikla|Količina|Datum naročila|Potrjen rok dobave|Datum dobave|Stanje naročila|Neto znesek|Valuta",
        "N-1|1|K-10003|Tiskarna Hribovje|Črnilo|5|3.11.2026|1.12.2026||v izdelavi|2.500,00|EUR",
        "N-2|1|K-10003|Tiskarna Hribovje|Valji|1|13.11.2026|1.12.2026||potrjeno|99,90|EUR"),
        separator=";", encoding="cp1250", end="\r\n")  # fmt: skip


def main(folder=HERE, number=60):
    salesforce(folder / "salesforce", number)
    if folder == HERE:
        others(folder)
        erp(folder / "erp")


if __name__ == "__main__":
    main(*(Path(one) for one in sys.argv[1:2]), *(int(one) for one in sys.argv[2:3]))
