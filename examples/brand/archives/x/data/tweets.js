window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2000961620174333043"
          ],
          "editableUntil": "2025-12-16T17:10:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "138"
      ],
      "favorite_count": "35",
      "id_str": "2000961620174333043",
      "truncated": false,
      "retweet_count": "5",
      "id": "2000961620174333043",
      "created_at": "Tue Dec 16 16:10:00 +0000 2025",
      "favorited": false,
      "full_text": "Last post before Christmas leaves on Thursday at noon. Anything after that goes by bicycle, to addresses that Matty can reach before dark.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1991623588909393461"
          ],
          "editableUntil": "2025-11-20T22:44:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "wilfstaves_coop",
            "screen_name": "wilfstaves_coop",
            "indices": [
              "0",
              "16"
            ],
            "id_str": "435279083872678413",
            "id": "435279083872678413"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "100"
      ],
      "favorite_count": "35",
      "id_str": "1991623588909393461",
      "truncated": false,
      "retweet_count": "4",
      "id": "1991623588909393461",
      "in_reply_to_status_id_str": "1991608488661427155",
      "in_reply_to_status_id": "1991608488661427155",
      "in_reply_to_user_id": "435279083872678413",
      "in_reply_to_user_id_str": "435279083872678413",
      "in_reply_to_screen_name": "wilfstaves_coop",
      "created_at": "Thu Nov 20 21:44:00 +0000 2025",
      "favorited": false,
      "full_text": "@wilfstaves_coop Two staves and a chime hoop. Before you say it: yes, you told me about the sleeper.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1991419492133530200"
          ],
          "editableUntil": "2025-11-20T09:13:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "228"
      ],
      "favorite_count": "33",
      "id_str": "1991419492133530200",
      "truncated": false,
      "retweet_count": "1",
      "id": "1991419492133530200",
      "in_reply_to_status_id_str": "1991419240641654353",
      "in_reply_to_status_id": "1991419240641654353",
      "in_reply_to_user_id": "7731904426180255744",
      "in_reply_to_user_id_str": "7731904426180255744",
      "in_reply_to_screen_name": "brackenmouthvw",
      "created_at": "Thu Nov 20 08:13:00 +0000 2025",
      "favorited": false,
      "full_text": "The racks are steel since Friday, bolted to the wall, and every cask has a strap. It cost less than the vinegar. If you keep anything heavy on something that you built when you were poorer, go and push a screwdriver into it. 9/9",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1991419240641654353"
          ],
          "editableUntil": "2025-11-20T09:12:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "206"
      ],
      "favorite_count": "23",
      "id_str": "1991419240641654353",
      "truncated": false,
      "retweet_count": "5",
      "id": "1991419240641654353",
      "in_reply_to_status_id_str": "1991418990835081461",
      "in_reply_to_status_id": "1991418990835081461",
      "in_reply_to_user_id": "7731904426180255744",
      "in_reply_to_user_id_str": "7731904426180255744",
      "in_reply_to_screen_name": "brackenmouthvw",
      "created_at": "Thu Nov 20 08:12:00 +0000 2025",
      "favorited": false,
      "full_text": "Those four litres are in a small cask with fresh cider now, at twenty-two degrees, with a skin forming already. In a year there will be a cask nine again. It will not be the same and it will not be new. 8/9",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1991418990835081461"
          ],
          "editableUntil": "2025-11-20T09:11:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "197"
      ],
      "favorite_count": "7",
      "id_str": "1991418990835081461",
      "truncated": false,
      "retweet_count": "5",
      "id": "1991418990835081461",
      "in_reply_to_status_id_str": "1991418736486180028",
      "in_reply_to_status_id": "1991418736486180028",
      "in_reply_to_user_id": "7731904426180255744",
      "in_reply_to_user_id_str": "7731904426180255744",
      "in_reply_to_screen_name": "brackenmouthvw",
      "created_at": "Thu Nov 20 08:11:00 +0000 2025",
      "favorited": false,
      "full_text": "What we had lost was not the hundred litres. It was eleven years of never emptying it. Then Matty found four litres in the belly of the cask, below the split, and we carried them out like eggs. 7/9",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1991418736486180028"
          ],
          "editableUntil": "2025-11-20T09:10:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "194"
      ],
      "favorite_count": "4",
      "id_str": "1991418736486180028",
      "truncated": false,
      "retweet_count": "1",
      "id": "1991418736486180028",
      "in_reply_to_status_id_str": "1991418487814147395",
      "in_reply_to_status_id": "1991418487814147395",
      "in_reply_to_user_id": "7731904426180255744",
      "in_reply_to_user_id_str": "7731904426180255744",
      "in_reply_to_screen_name": "brackenmouthvw",
      "created_at": "Thu Nov 20 08:10:00 +0000 2025",
      "favorited": false,
      "full_text": "Do not let it reach a pond or a stream. We had sandbags from the flood and they were the difference between a bad day and a dead brook. The water people came, tested, and were kind about it. 6/9",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1991418487814147395"
          ],
          "editableUntil": "2025-11-20T09:09:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "229"
      ],
      "favorite_count": "23",
      "id_str": "1991418487814147395",
      "truncated": false,
      "retweet_count": "2",
      "id": "1991418487814147395",
      "in_reply_to_status_id_str": "1991418235529522761",
      "in_reply_to_status_id": "1991418235529522761",
      "in_reply_to_user_id": "7731904426180255744",
      "in_reply_to_user_id_str": "7731904426180255744",
      "in_reply_to_screen_name": "brackenmouthvw",
      "created_at": "Thu Nov 20 08:09:00 +0000 2025",
      "favorited": false,
      "full_text": "Vinegar on a concrete floor fizzes. It eats the lime. We opened every door, hosed for an hour, and spread bicarbonate until the drain ran quiet. Keep a sack of it by the door, and goggles. The air stings long before it harms. 5/9",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1991418235529522761"
          ],
          "editableUntil": "2025-11-20T09:08:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "215"
      ],
      "favorite_count": "16",
      "id_str": "1991418235529522761",
      "truncated": false,
      "retweet_count": "1",
      "id": "1991418235529522761",
      "in_reply_to_status_id_str": "1991417981391241503",
      "in_reply_to_status_id": "1991417981391241503",
      "in_reply_to_user_id": "7731904426180255744",
      "in_reply_to_user_id_str": "7731904426180255744",
      "in_reply_to_screen_name": "brackenmouthvw",
      "created_at": "Thu Nov 20 08:08:00 +0000 2025",
      "favorited": false,
      "full_text": "A full feuillette weighs a hundred and forty kilos. It did not drop, it rolled, quite slowly, over the edge and on to one head. Two staves went. A hundred litres of vinegar left the barrel in about nine seconds. 4/9",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1991417981391241503"
          ],
          "editableUntil": "2025-11-20T09:07:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "193"
      ],
      "favorite_count": "31",
      "id_str": "1991417981391241503",
      "truncated": false,
      "retweet_count": "2",
      "id": "1991417981391241503",
      "in_reply_to_status_id_str": "1991417729950842256",
      "in_reply_to_status_id": "1991417729950842256",
      "in_reply_to_user_id": "7731904426180255744",
      "in_reply_to_user_id_str": "7731904426180255744",
      "in_reply_to_screen_name": "brackenmouthvw",
      "created_at": "Thu Nov 20 08:07:00 +0000 2025",
      "favorited": false,
      "full_text": "The list had sixty things on it. That is the first lesson. A list of sixty things is a way of not deciding. Ours now has five, and whatever can fall on somebody is always the first of them. 3/9",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1991417729950842256"
          ],
          "editableUntil": "2025-11-20T09:06:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "217"
      ],
      "favorite_count": "33",
      "id_str": "1991417729950842256",
      "truncated": false,
      "retweet_count": "3",
      "id": "1991417729950842256",
      "in_reply_to_status_id_str": "1991417480520361520",
      "in_reply_to_status_id": "1991417480520361520",
      "in_reply_to_user_id": "7731904426180255744",
      "in_reply_to_user_id_str": "7731904426180255744",
      "in_reply_to_screen_name": "brackenmouthvw",
      "created_at": "Thu Nov 20 08:06:00 +0000 2025",
      "favorited": false,
      "full_text": "Cask nine stood on a rack of oak sleepers that I built in our first winter. I knew that the front sleeper was soft. I had pushed a screwdriver into it in March, and I had written it on the list on the office door. 2/9",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1991417480520361520"
          ],
          "editableUntil": "2025-11-20T09:05:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "207"
      ],
      "favorite_count": "20",
      "id_str": "1991417480520361520",
      "truncated": false,
      "retweet_count": "0",
      "id": "1991417480520361520",
      "created_at": "Thu Nov 20 08:05:00 +0000 2025",
      "favorited": false,
      "full_text": "Last Tuesday at ten past four a barrel of vinegar fell on the floor of our works. It was cask nine, the oldest we have. Nobody was hurt. This is what happened and what we would like other makers to know. 1/9",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1982741561027933034"
          ],
          "editableUntil": "2025-10-27T10:30:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "pennytoft_allots",
            "screen_name": "pennytoft_allots",
            "indices": [
              "3",
              "20"
            ],
            "id_str": "226884530538829862",
            "id": "226884530538829862"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "116"
      ],
      "favorite_count": "5",
      "id_str": "1982741561027933034",
      "truncated": false,
      "retweet_count": "5",
      "id": "1982741561027933034",
      "created_at": "Mon Oct 27 09:30:00 +0000 2025",
      "favorited": false,
      "full_text": "RT @pennytoft_allots: Saturday at the vinegar works. My jar is by the boiler and I have lifted the cloth only twice.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1982528910515082070"
          ],
          "editableUntil": "2025-10-26T20:25:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "pennytoft_allots",
            "screen_name": "pennytoft_allots",
            "indices": [
              "0",
              "17"
            ],
            "id_str": "226884530538829862",
            "id": "226884530538829862"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "111"
      ],
      "favorite_count": "32",
      "id_str": "1982528910515082070",
      "truncated": false,
      "retweet_count": "0",
      "id": "1982528910515082070",
      "in_reply_to_status_id_str": "1982513811127907401",
      "in_reply_to_status_id": "1982513811127907401",
      "in_reply_to_user_id": "226884530538829862",
      "in_reply_to_user_id_str": "226884530538829862",
      "in_reply_to_screen_name": "pennytoft_allots",
      "created_at": "Sun Oct 26 19:25:00 +0000 2025",
      "favorited": false,
      "full_text": "@pennytoft_allots Thank you for coming. Keep it by the boiler, write the date on it, and do not lift the cloth.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1975847384588094215"
          ],
          "editableUntil": "2025-10-08T09:55:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/iaOmODPVjW",
            "expanded_url": "https://brackenmouth.example/journal/open-day-2025/",
            "display_url": "brackenmouth.example/journ…",
            "indices": [
              "153",
              "176"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "176"
      ],
      "favorite_count": "26",
      "id_str": "1975847384588094215",
      "truncated": false,
      "retweet_count": "0",
      "id": "1975847384588094215",
      "created_at": "Wed Oct 08 08:55:00 +0000 2025",
      "favorited": false,
      "full_text": "Open day on Saturday 25 October, ten until four. Bring a clean jar and go home with half a litre of something alive. Soup, dogs, a cooper with opinions. https://t.co/iaOmODPVjW",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1971889557060133630"
          ],
          "editableUntil": "2025-09-27T11:48:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "160"
      ],
      "favorite_count": "14",
      "id_str": "1971889557060133630",
      "truncated": false,
      "retweet_count": "4",
      "id": "1971889557060133630",
      "created_at": "Sat Sep 27 10:48:00 +0000 2025",
      "favorited": false,
      "full_text": "A visitor asked which of the barrels is my favourite. I said that one does not have favourites. Matty pointed at fourteen, over my shoulder, with his whole arm.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1968649202800344692"
          ],
          "editableUntil": "2025-09-18T13:12:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "harrowmere_chef9",
            "screen_name": "harrowmere_chef9",
            "indices": [
              "0",
              "17"
            ],
            "id_str": "351023422242250581",
            "id": "351023422242250581"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "92"
      ],
      "favorite_count": "12",
      "id_str": "1968649202800344692",
      "truncated": false,
      "retweet_count": "1",
      "id": "1968649202800344692",
      "in_reply_to_status_id_str": "1968634105582895092",
      "in_reply_to_status_id": "1968634105582895092",
      "in_reply_to_user_id": "351023422242250581",
      "in_reply_to_user_id_str": "351023422242250581",
      "in_reply_to_screen_name": "harrowmere_chef9",
      "created_at": "Thu Sep 18 12:12:00 +0000 2025",
      "favorited": false,
      "full_text": "@harrowmere_chef9 Six cases are on the lorry. The burette is yours to keep, we have another.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1963516129136575777"
          ],
          "editableUntil": "2025-09-04T09:15:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "142"
      ],
      "favorite_count": "24",
      "id_str": "1963516129136575777",
      "truncated": false,
      "retweet_count": "3",
      "id": "1963516129136575777",
      "created_at": "Thu Sep 04 08:15:00 +0000 2025",
      "favorited": false,
      "full_text": "Apple lorry at six, cider press at seven, wasps at eight. Four tonnes of Kingston Black and a Dabinett or two that wandered in from next door.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1957784614357066951"
          ],
          "editableUntil": "2025-08-19T13:40:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "193"
      ],
      "favorite_count": "12",
      "id_str": "1957784614357066951",
      "truncated": false,
      "retweet_count": "2",
      "id": "1957784614357066951",
      "created_at": "Tue Aug 19 12:40:00 +0000 2025",
      "favorited": false,
      "full_text": "End of season count from the fruit fly traps: 2,310 in eleven weeks, against 6,900 last year. What changed was gauze on the breathing holes and a lid on the compost. The vinegar did not notice.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1951187392822764723"
          ],
          "editableUntil": "2025-08-01T08:45:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "212"
      ],
      "favorite_count": "14",
      "id_str": "1951187392822764723",
      "truncated": false,
      "retweet_count": "5",
      "id": "1951187392822764723",
      "created_at": "Fri Aug 01 07:45:00 +0000 2025",
      "favorited": false,
      "full_text": "If a fruit fly drowns in your vinegar, lift it out and carry on: a fly is less trouble than a mould. If there are threads that wriggle on the muslin, those are fruit fly maggots, and that batch goes on the roses.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1948654454886685194"
          ],
          "editableUntil": "2025-07-25T09:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "two_hens_kitchen",
            "screen_name": "two_hens_kitchen",
            "indices": [
              "3",
              "20"
            ],
            "id_str": "701435728005465712",
            "id": "701435728005465712"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "92"
      ],
      "favorite_count": "38",
      "id_str": "1948654454886685194",
      "truncated": false,
      "retweet_count": "3",
      "id": "1948654454886685194",
      "created_at": "Fri Jul 25 08:00:00 +0000 2025",
      "favorited": false,
      "full_text": "RT @two_hens_kitchen: Radishes, two hours, that pink. Whole jar gone before the guests were.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1948489113292746822"
          ],
          "editableUntil": "2025-07-24T22:03:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "two_hens_kitchen",
            "screen_name": "two_hens_kitchen",
            "indices": [
              "0",
              "17"
            ],
            "id_str": "701435728005465712",
            "id": "701435728005465712"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "63"
      ],
      "favorite_count": "21",
      "id_str": "1948489113292746822",
      "truncated": false,
      "retweet_count": "5",
      "id": "1948489113292746822",
      "in_reply_to_status_id_str": "1948474013558092597",
      "in_reply_to_status_id": "1948474013558092597",
      "in_reply_to_user_id": "701435728005465712",
      "in_reply_to_user_id_str": "701435728005465712",
      "in_reply_to_screen_name": "two_hens_kitchen",
      "created_at": "Thu Jul 24 21:03:00 +0000 2025",
      "favorited": false,
      "full_text": "@two_hens_kitchen Root to tip! Across the onion you get string.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1944839816499302417"
          ],
          "editableUntil": "2025-07-14T20:22:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "205"
      ],
      "favorite_count": "19",
      "id_str": "1944839816499302417",
      "truncated": false,
      "retweet_count": "1",
      "id": "1944839816499302417",
      "created_at": "Mon Jul 14 19:22:00 +0000 2025",
      "favorited": false,
      "full_text": "Cold is the best screen against fruit flies. Below thirteen degrees they hardly move and lay no eggs, so the vinegar that we start in July spends two days in the cellar, and only then comes up to the warm.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1940684184642267025"
          ],
          "editableUntil": "2025-07-03T09:09:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "205"
      ],
      "favorite_count": "27",
      "id_str": "1940684184642267025",
      "truncated": false,
      "retweet_count": "5",
      "id": "1940684184642267025",
      "created_at": "Thu Jul 03 08:09:00 +0000 2025",
      "favorited": false,
      "full_text": "Where fruit flies breed is never in the vinegar. It is the mop, the drain, the wet cork, the slice of plum behind the bench. Scald the drain every evening for a week and there are half as many fruit flies.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1935404896808371880"
          ],
          "editableUntil": "2025-06-18T19:31:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "219"
      ],
      "favorite_count": "33",
      "id_str": "1935404896808371880",
      "truncated": false,
      "retweet_count": "4",
      "id": "1935404896808371880",
      "created_at": "Wed Jun 18 18:31:00 +0000 2025",
      "favorited": false,
      "full_text": "The fruit fly trap we use: a tumbler, two fingers of our own vinegar, one drop of washing up liquid, a paper cone with a hole the size of a match head. Empty the trap each morning. By the third day no fruit fly goes in.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1930894929909542540"
          ],
          "editableUntil": "2025-06-06T08:50:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "gorsewick_larder",
            "screen_name": "gorsewick_larder",
            "indices": [
              "0",
              "17"
            ],
            "id_str": "466114389072838311",
            "id": "466114389072838311"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "90"
      ],
      "favorite_count": "35",
      "id_str": "1930894929909542540",
      "truncated": false,
      "retweet_count": "2",
      "id": "1930894929909542540",
      "in_reply_to_status_id_str": "1930879832291414445",
      "in_reply_to_status_id": "1930879832291414445",
      "in_reply_to_user_id": "466114389072838311",
      "in_reply_to_user_id_str": "466114389072838311",
      "in_reply_to_screen_name": "gorsewick_larder",
      "created_at": "Fri Jun 06 07:50:00 +0000 2025",
      "favorited": false,
      "full_text": "@gorsewick_larder Old cotton handkerchiefs, doubled. Muslin sold for jam is woven for jam.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1930598982880177235"
          ],
          "editableUntil": "2025-06-05T13:14:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "219"
      ],
      "favorite_count": "32",
      "id_str": "1930598982880177235",
      "truncated": false,
      "retweet_count": "5",
      "id": "1930598982880177235",
      "created_at": "Thu Jun 05 12:14:00 +0000 2025",
      "favorited": false,
      "full_text": "A fruit fly is two millimetres long and walks through ordinary muslin as through a gate. Two layers, turned so the weaves cross, and a tight band. Whoever brings us vinegar with fruit fly maggots had one layer of cloth.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1927273064367175945"
          ],
          "editableUntil": "2025-05-27T08:58:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "206"
      ],
      "favorite_count": "26",
      "id_str": "1927273064367175945",
      "truncated": false,
      "retweet_count": "1",
      "id": "1927273064367175945",
      "created_at": "Tue May 27 07:58:00 +0000 2025",
      "favorited": false,
      "full_text": "Fruit flies, part of every summer in a vinegar works. They carry acetic bacteria on their feet, which is how vinegar got started without us. We owe fruit flies a trade. We still do not want one in the brew.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918357318721466273"
          ],
          "editableUntil": "2025-05-02T18:30:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "98"
      ],
      "favorite_count": "35",
      "id_str": "1918357318721466273",
      "truncated": false,
      "retweet_count": "0",
      "id": "1918357318721466273",
      "created_at": "Fri May 02 17:30:00 +0000 2025",
      "favorited": false,
      "full_text": "Somebody has chalked a moustache on the heron. We are leaving it there until the end of the month.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1916062447236550665"
          ],
          "editableUntil": "2025-04-26T10:31:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "dr_sallowfield_k",
            "screen_name": "dr_sallowfield_k",
            "indices": [
              "0",
              "17"
            ],
            "id_str": "929911814543492012",
            "id": "929911814543492012"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "126"
      ],
      "favorite_count": "26",
      "id_str": "1916062447236550665",
      "truncated": false,
      "retweet_count": "2",
      "id": "1916062447236550665",
      "in_reply_to_status_id_str": "1916047344922872343",
      "in_reply_to_status_id": "1916047344922872343",
      "in_reply_to_user_id": "929911814543492012",
      "in_reply_to_user_id_str": "929911814543492012",
      "in_reply_to_screen_name": "dr_sallowfield_k",
      "created_at": "Sat Apr 26 09:31:00 +0000 2025",
      "favorited": false,
      "full_text": "@dr_sallowfield_k You are right, malic counts too. For apples it is a tenth of a point, and I have written that below the sum.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1915742586691888331"
          ],
          "editableUntil": "2025-04-25T13:20:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "266"
      ],
      "favorite_count": "17",
      "id_str": "1915742586691888331",
      "truncated": false,
      "retweet_count": "4",
      "id": "1915742586691888331",
      "created_at": "Fri Apr 25 12:20:00 +0000 2025",
      "favorited": false,
      "full_text": "The strips that you dip into a jam jar and hold against a colour card measure pH. That is not what you want to know. Vinegar of four per cent and vinegar of seven per cent may differ by a tenth of a unit of pH, because acetic acid is weak and most of it stays whole.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1901922775489214732"
          ],
          "editableUntil": "2025-03-18T10:05:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/KSvllgnwOb",
            "expanded_url": "https://brackenmouth.example/journal/what-a-vinegar-mother-is/",
            "display_url": "brackenmouth.example/journ…",
            "indices": [
              "182",
              "205"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "205"
      ],
      "favorite_count": "6",
      "id_str": "1901922775489214732",
      "truncated": false,
      "retweet_count": "1",
      "id": "1901922775489214732",
      "created_at": "Tue Mar 18 09:05:00 +0000 2025",
      "favorited": false,
      "full_text": "The bacteria that make vinegar need two things that are hard to have at once. They need alcohol, which is in the liquid, and oxygen, which is above it. So some of them build a raft. https://t.co/KSvllgnwOb",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1896153510797443313"
          ],
          "editableUntil": "2025-03-02T12:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "wilfstaves_coop",
            "screen_name": "wilfstaves_coop",
            "indices": [
              "3",
              "19"
            ],
            "id_str": "435279083872678413",
            "id": "435279083872678413"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "103"
      ],
      "favorite_count": "3",
      "id_str": "1896153510797443313",
      "truncated": false,
      "retweet_count": "1",
      "id": "1896153510797443313",
      "created_at": "Sun Mar 02 11:00:00 +0000 2025",
      "favorited": false,
      "full_text": "RT @wilfstaves_coop: A barrel is a bicycle wheel made of planks. Everything pulls and nothing is glued.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1889746293103653198"
          ],
          "editableUntil": "2025-02-12T19:40:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "pennytoft_allots",
            "screen_name": "pennytoft_allots",
            "indices": [
              "0",
              "17"
            ],
            "id_str": "226884530538829862",
            "id": "226884530538829862"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "110"
      ],
      "favorite_count": "36",
      "id_str": "1889746293103653198",
      "truncated": false,
      "retweet_count": "5",
      "id": "1889746293103653198",
      "in_reply_to_status_id_str": "1889731192502594110",
      "in_reply_to_status_id": "1889731192502594110",
      "in_reply_to_user_id": "226884530538829862",
      "in_reply_to_user_id_str": "226884530538829862",
      "in_reply_to_screen_name": "pennytoft_allots",
      "created_at": "Wed Feb 12 18:40:00 +0000 2025",
      "favorited": false,
      "full_text": "@pennytoft_allots A gallon jar, not a demijohn. The neck of a demijohn lets in about as much air as a keyhole.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1889240457878223101"
          ],
          "editableUntil": "2025-02-11T10:10:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/bVarE3KGlI",
            "expanded_url": "https://brackenmouth.example/journal/how-to-make-cider-vinegar-at-home/",
            "display_url": "brackenmouth.example/journ…",
            "indices": [
              "191",
              "214"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "214"
      ],
      "favorite_count": "1",
      "id_str": "1889240457878223101",
      "truncated": false,
      "retweet_count": "3",
      "id": "1889240457878223101",
      "created_at": "Tue Feb 11 09:10:00 +0000 2025",
      "favorited": false,
      "full_text": "You can make cider vinegar at home with less effort than it takes to bake a loaf, provided that you can leave something alone for ten weeks. That is the hard part. Everybody lifts the cloth. https://t.co/bVarE3KGlI",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1882159804812383762"
          ],
          "editableUntil": "2025-01-22T21:14:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "gorsewick_larder",
            "screen_name": "gorsewick_larder",
            "indices": [
              "0",
              "17"
            ],
            "id_str": "466114389072838311",
            "id": "466114389072838311"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "132"
      ],
      "favorite_count": "0",
      "id_str": "1882159804812383762",
      "truncated": false,
      "retweet_count": "0",
      "id": "1882159804812383762",
      "in_reply_to_status_id_str": "1882144704619398825",
      "in_reply_to_status_id": "1882144704619398825",
      "in_reply_to_user_id": "466114389072838311",
      "in_reply_to_user_id_str": "466114389072838311",
      "in_reply_to_screen_name": "gorsewick_larder",
      "created_at": "Wed Jan 22 20:14:00 +0000 2025",
      "favorited": false,
      "full_text": "@gorsewick_larder Cloudy is good news, it means that nobody cooked it. Turn the bottle over once before you pour and it will behave.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1877279645820471736"
          ],
          "editableUntil": "2025-01-09T10:02:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "159"
      ],
      "favorite_count": "33",
      "id_str": "1877279645820471736",
      "truncated": false,
      "retweet_count": "0",
      "id": "1877279645820471736",
      "created_at": "Thu Jan 09 09:02:00 +0000 2025",
      "favorited": false,
      "full_text": "First frost on the inside of the barrel room window. At four degrees the bacteria are asleep, so for two weeks the works is a very quiet room full of patience.",
      "lang": "en"
    }
  }
]
