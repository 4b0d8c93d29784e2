window.YTD.like.part0 = [
  {
    "like": {
      "tweetId": "2002167062229300471",
      "fullText": "Radishes, two hours, that pink. Whole jar gone before the guests were.",
      "expandedUrl": "https://twitter.com/i/web/status/2002167062229300471"
    }
  },
  {
    "like": {
      "tweetId": "2000028974631506587",
      "expandedUrl": "https://twitter.com/i/web/status/2000028974631506587"
    }
  },
  {
    "like": {
      "tweetId": "1997890884331600758",
      "expandedUrl": "https://twitter.com/i/web/status/1997890884331600758"
    }
  },
  {
    "like": {
      "tweetId": "1995752797704830112",
      "expandedUrl": "https://twitter.com/i/web/status/1995752797704830112"
    }
  },
  {
    "like": {
      "tweetId": "1993614708452295371",
      "fullText": "A barrel is a bicycle wheel made of planks. Everything pulls and nothing is glued.",
      "expandedUrl": "https://twitter.com/i/web/status/1993614708452295371"
    }
  },
  {
    "like": {
      "tweetId": "1991476620169392221",
      "expandedUrl": "https://twitter.com/i/web/status/1991476620169392221"
    }
  },
  {
    "like": {
      "tweetId": "1989338531382807570",
      "expandedUrl": "https://twitter.com/i/web/status/1989338531382807570"
    }
  },
  {
    "like": {
      "tweetId": "1987200443471732335",
      "expandedUrl": "https://twitter.com/i/web/status/1987200443471732335"
    }
  },
  {
    "like": {
      "tweetId": "1985062355047300484",
      "fullText": "First Dabinetts down. They sound like slow applause.",
      "expandedUrl": "https://twitter.com/i/web/status/1985062355047300484"
    }
  },
  {
    "like": {
      "tweetId": "1982924264922515070",
      "expandedUrl": "https://twitter.com/i/web/status/1982924264922515070"
    }
  },
  {
    "like": {
      "tweetId": "1980786176423337977",
      "expandedUrl": "https://twitter.com/i/web/status/1980786176423337977"
    }
  },
  {
    "like": {
      "tweetId": "1978648088499627715",
      "expandedUrl": "https://twitter.com/i/web/status/1978648088499627715"
    }
  },
  {
    "like": {
      "tweetId": "1976510000720313893",
      "fullText": "Does anyone else label jars with a date and then lie about it?",
      "expandedUrl": "https://twitter.com/i/web/status/1976510000720313893"
    }
  },
  {
    "like": {
      "tweetId": "1974371910730799874",
      "expandedUrl": "https://twitter.com/i/web/status/1974371910730799874"
    }
  },
  {
    "like": {
      "tweetId": "1972233823098637474",
      "expandedUrl": "https://twitter.com/i/web/status/1972233823098637474"
    }
  },
  {
    "like": {
      "tweetId": "1970095736837085115",
      "expandedUrl": "https://twitter.com/i/web/status/1970095736837085115"
    }
  },
  {
    "like": {
      "tweetId": "1967957645209342858",
      "fullText": "The ford is up again, come round by the chapel.",
      "expandedUrl": "https://twitter.com/i/web/status/1967957645209342858"
    }
  },
  {
    "like": {
      "tweetId": "1965819558316192147",
      "expandedUrl": "https://twitter.com/i/web/status/1965819558316192147"
    }
  },
  {
    "like": {
      "tweetId": "1963681470789476394",
      "expandedUrl": "https://twitter.com/i/web/status/1963681470789476394"
    }
  },
  {
    "like": {
      "tweetId": "1961543380306423505",
      "expandedUrl": "https://twitter.com/i/web/status/1961543380306423505"
    }
  },
  {
    "like": {
      "tweetId": "1959405293006892580",
      "fullText": "Made the onion one. Ate the onion one. Made the onion one.",
      "expandedUrl": "https://twitter.com/i/web/status/1959405293006892580"
    }
  },
  {
    "like": {
      "tweetId": "1957267203801618773",
      "expandedUrl": "https://twitter.com/i/web/status/1957267203801618773"
    }
  },
  {
    "like": {
      "tweetId": "1955129115743124046",
      "expandedUrl": "https://twitter.com/i/web/status/1955129115743124046"
    }
  },
  {
    "like": {
      "tweetId": "1952991027836726681",
      "expandedUrl": "https://twitter.com/i/web/status/1952991027836726681"
    }
  },
  {
    "like": {
      "tweetId": "1950852940253963405",
      "fullText": "A heron stood in the lane for an hour as if waiting for a bus.",
      "expandedUrl": "https://twitter.com/i/web/status/1950852940253963405"
    }
  },
  {
    "like": {
      "tweetId": "1948714850472844365",
      "expandedUrl": "https://twitter.com/i/web/status/1948714850472844365"
    }
  },
  {
    "like": {
      "tweetId": "1946576761351488458",
      "expandedUrl": "https://twitter.com/i/web/status/1946576761351488458"
    }
  },
  {
    "like": {
      "tweetId": "1944438673908509940",
      "expandedUrl": "https://twitter.com/i/web/status/1944438673908509940"
    }
  },
  {
    "like": {
      "tweetId": "1942300586336320712",
      "fullText": "Allotment meeting ran to three hours. We have resolved to buy a hose.",
      "expandedUrl": "https://twitter.com/i/web/status/1942300586336320712"
    }
  },
  {
    "like": {
      "tweetId": "1940162496419089454",
      "expandedUrl": "https://twitter.com/i/web/status/1940162496419089454"
    }
  },
  {
    "like": {
      "tweetId": "1938024408804714031",
      "expandedUrl": "https://twitter.com/i/web/status/1938024408804714031"
    }
  },
  {
    "like": {
      "tweetId": "1935886322263489861",
      "expandedUrl": "https://twitter.com/i/web/status/1935886322263489861"
    }
  },
  {
    "like": {
      "tweetId": "1933748233543174480",
      "fullText": "My grandfather kept his vinegar in the same crock for forty years and never once washed it.",
      "expandedUrl": "https://twitter.com/i/web/status/1933748233543174480"
    }
  },
  {
    "like": {
      "tweetId": "1931610144597137617",
      "expandedUrl": "https://twitter.com/i/web/status/1931610144597137617"
    }
  },
  {
    "like": {
      "tweetId": "1929472055275500874",
      "expandedUrl": "https://twitter.com/i/web/status/1929472055275500874"
    }
  },
  {
    "like": {
      "tweetId": "1927333967142672458",
      "expandedUrl": "https://twitter.com/i/web/status/1927333967142672458"
    }
  },
  {
    "like": {
      "tweetId": "1925195878255082478",
      "fullText": "New chime hoop on the old feuillette. She holds water and a grudge.",
      "expandedUrl": "https://twitter.com/i/web/status/1925195878255082478"
    }
  },
  {
    "like": {
      "tweetId": "1923057788663182426",
      "expandedUrl": "https://twitter.com/i/web/status/1923057788663182426"
    }
  },
  {
    "like": {
      "tweetId": "1920919700726565532",
      "expandedUrl": "https://twitter.com/i/web/status/1920919700726565532"
    }
  },
  {
    "like": {
      "tweetId": "1918781614381679663",
      "expandedUrl": "https://twitter.com/i/web/status/1918781614381679663"
    }
  },
  {
    "like": {
      "tweetId": "1916643524888903051",
      "fullText": "Does vinegar freeze? Asking from a shed.",
      "expandedUrl": "https://twitter.com/i/web/status/1916643524888903051"
    }
  },
  {
    "like": {
      "tweetId": "1914505437568946975",
      "expandedUrl": "https://twitter.com/i/web/status/1914505437568946975"
    }
  },
  {
    "like": {
      "tweetId": "1912367348876032623",
      "expandedUrl": "https://twitter.com/i/web/status/1912367348876032623"
    }
  },
  {
    "like": {
      "tweetId": "1910229259764430674",
      "expandedUrl": "https://twitter.com/i/web/status/1910229259764430674"
    }
  },
  {
    "like": {
      "tweetId": "1908091172380771919",
      "fullText": "Burette arrived. I have not felt so grown up since the driving test.",
      "expandedUrl": "https://twitter.com/i/web/status/1908091172380771919"
    }
  },
  {
    "like": {
      "tweetId": "1905953081317846901",
      "expandedUrl": "https://twitter.com/i/web/status/1905953081317846901"
    }
  },
  {
    "like": {
      "tweetId": "1903814995367807052",
      "expandedUrl": "https://twitter.com/i/web/status/1903814995367807052"
    }
  },
  {
    "like": {
      "tweetId": "1901676904427768067",
      "expandedUrl": "https://twitter.com/i/web/status/1901676904427768067"
    }
  },
  {
    "like": {
      "tweetId": "1899538817429450308",
      "fullText": "Saturday at the vinegar works. My jar is by the boiler and I have lifted the cloth only twice.",
      "expandedUrl": "https://twitter.com/i/web/status/1899538817429450308"
    }
  },
  {
    "like": {
      "tweetId": "1897400728507846932",
      "expandedUrl": "https://twitter.com/i/web/status/1897400728507846932"
    }
  },
  {
    "like": {
      "tweetId": "1895262640262928140",
      "expandedUrl": "https://twitter.com/i/web/status/1895262640262928140"
    }
  },
  {
    "like": {
      "tweetId": "1893124553319997471",
      "expandedUrl": "https://twitter.com/i/web/status/1893124553319997471"
    }
  },
  {
    "like": {
      "tweetId": "1890986465064430156",
      "fullText": "If you want to know a town, ask what its delicatessen stopped selling.",
      "expandedUrl": "https://twitter.com/i/web/status/1890986465064430156"
    }
  },
  {
    "like": {
      "tweetId": "1888848375172020498",
      "expandedUrl": "https://twitter.com/i/web/status/1888848375172020498"
    }
  },
  {
    "like": {
      "tweetId": "1886710288286493710",
      "expandedUrl": "https://twitter.com/i/web/status/1886710288286493710"
    }
  },
  {
    "like": {
      "tweetId": "1884572197744668184",
      "expandedUrl": "https://twitter.com/i/web/status/1884572197744668184"
    }
  },
  {
    "like": {
      "tweetId": "1882434108785012719",
      "expandedUrl": "https://twitter.com/i/web/status/1882434108785012719"
    }
  },
  {
    "like": {
      "tweetId": "1880296024013814848",
      "expandedUrl": "https://twitter.com/i/web/status/1880296024013814848"
    }
  },
  {
    "like": {
      "tweetId": "1878157935461223939",
      "expandedUrl": "https://twitter.com/i/web/status/1878157935461223939"
    }
  },
  {
    "like": {
      "tweetId": "1876019847208257576",
      "expandedUrl": "https://twitter.com/i/web/status/1876019847208257576"
    }
  }
]
