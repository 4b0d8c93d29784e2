window.YTD.account.part0 = [
  {
    "account": {
      "email": "orla@brackenmouth.example",
      "createdVia": "web",
      "username": "brackenmouthvw",
      "accountId": "7731904426180255744",
      "createdAt": "2016-03-14T10:02:11.000Z",
      "accountDisplayName": "Brackenmouth Vinegar"
    }
  }
]
