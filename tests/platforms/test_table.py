"""One row a platform at least: how its addresses come in the wild, and what they become.

A new platform is one data file and one row here.
"""

from __future__ import annotations

import pytest

from indexaudit.platforms.address import read_address
from indexaudit.platforms.registry import load

ROWS = [
    # platform, kind, address, canonical
    ("amazon", "product", "https://www.amazon.de/-/en/dp/B0CGHLMJ47/ref=sr_1_1?th=1", "https://www.amazon.de/dp/B0CGHLMJ47"),
    ("amazon", "product", "https://smile.amazon.co.uk/gp/product/B0CGHLMJ47", "https://www.amazon.co.uk/dp/B0CGHLMJ47"),
    ("angi", "listing", "https://www.angi.com/companylist/us/tx/austin/roofing.htm?entry_point_id=1", "https://www.angi.com/companylist/us/tx/austin/roofing.htm"),
    ("blogger", "article", "http://acme.blogspot.de/2024/05/plum-jam.html?m=1", "https://acme.blogspot.com/2024/05/plum-jam.html"),
    ("bluesky", "post", "https://bsky.app/profile/did%3Aplc%3Avjug55kidv6sye7ykr5faxxn/post/3jzn6g7ixgq2y", "https://bsky.app/profile/did:plc:vjug55kidv6sye7ykr5faxxn/post/3jzn6g7ixgq2y"),
    ("bluesky", "profile", "https://bsky.app/profile/did:plc:vjug55kidv6sye7ykr5faxxn", "https://bsky.app/profile/did:plc:vjug55kidv6sye7ykr5faxxn"),
    ("devto", "article", "https://dev.to/jane/plum-jam-4k2b/?utm_source=x", "https://dev.to/jane/plum-jam-4k2b"),
    ("discord", "message", "https://ptb.discord.com/channels/1/2/3", "https://discord.com/channels/1/2/3"),
    ("discourse", "topic", "https://forum.example/t/plum-jam/123?u=jane", "https://forum.example/t/plum-jam/123"),
    ("drupal", "article", "https://example.org/de/node/5?destination=x", "https://example.org/de/node/5"),
    ("facebook", "page", "https://de-de.facebook.com/heymeedan/?locale=de_DE", "https://www.facebook.com/heymeedan"),
    ("facebook", "page", "https://www.facebook.com/heymeedan/photos", "https://www.facebook.com/heymeedan"),
    ("facebook", "post", "https://WWW.FACEBOOK.COM/Acme/Posts/123456789/", "https://www.facebook.com/Acme/posts/123456789"),
    ("facebook", "comment", "https://m.facebook.com/groups/1/posts/23/?comment_id=4&mibextid=x", "https://www.facebook.com/groups/1/posts/23/"),
    ("facebook", "redirect", "https://lm.facebook.com/l.php?u=https%3A%2F%2Ftwitter.com%2Fnasa%3Fs%3D20&h=AT0", "https://x.com/nasa"),
    ("facebook", "home", "https://facebook.com", "https://www.facebook.com/"),
    ("facebook", "home", "https://facebook.com/?ref=tn_tnmn", "https://www.facebook.com/"),
    ("fediverse", "post", "https://social.example/users/jane/statuses/114477182939377350", "https://social.example/@jane/114477182939377350"),
    ("flickr", "photo", "https://m.flickr.com/photos/bees/2362225867/in/photostream/", "https://www.flickr.com/photos/bees/2362225867/"),
    ("ghost", "article", "https://demo.ghost.io/plum-jam?ref=letter", "https://demo.ghost.io/plum-jam/"),
    ("github", "issue", "https://www.github.com/acme/project/pull/7/files?w=1", "https://github.com/acme/project/pull/7"),
    ("github", "gist", "https://gist.github.com/3054754", "https://gist.github.com/3054754"),
    ("glassdoor", "page", "https://www.glassdoor.co.uk/Reviews/Acme-Reviews-E12345.htm", "https://www.glassdoor.co.uk/Reviews/Acme-Reviews-E12345.htm"),
    ("google", "page", "https://maps.google.com/?cid=123&hl=de", "https://www.google.com/maps?cid=123"),
    ("google", "redirect", "https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fexample.com%2Fa&ved=x", "https://example.com/a"),
    ("googleplus", "post", "https://plus.google.com/+acme/posts/CBJDYmVZ8yX", None),
    ("hackernews", "post", "https://news.ycombinator.com/item?p=2&id=23290375", "https://news.ycombinator.com/item?id=23290375"),
    ("hashnode", "article", "https://jane.hashnode.dev/plum-jam/?source=x", "https://jane.hashnode.dev/plum-jam"),
    ("hubspot", "article", "https://acme.hs-sites.com/plums/jam?hsLang=en", "https://acme.hs-sites.com/plums/jam"),
    ("instagram", "post", "http://instagram.com/p/CPeC-Eenc8l?igsh=MzRl", "https://www.instagram.com/p/CPeC-Eenc8l/"),
    ("instagram", "profile", "https://www.instagram.com/acme/reels/", "https://www.instagram.com/acme/"),
    ("instagram", "login_wall", "https://www.instagram.com/accounts/login/?next=/p/CPeC-Eenc8l/", "https://www.instagram.com/p/CPeC-Eenc8l/"),
    ("joomla", "article", "https://example.org/index.php?option=com_content&view=article&id=12&Itemid=1", "https://example.org/index.php?option=com_content&view=article&id=12"),
    ("linkedin", "profile", "https://de.linkedin.com/in/jane-doe/en?trk=x", "https://www.linkedin.com/in/jane-doe"),
    ("linkedin", "post", "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A6665508550111912345", "https://www.linkedin.com/feed/update/urn:li:activity:6665508550111912345/"),
    ("linkedin", "page", "https://www.linkedin.com/school/acme/people/", "https://www.linkedin.com/school/acme"),
    ("livejournal", "comment", "https://acme.livejournal.com/123456.html?thread=98765#t98765", "https://acme.livejournal.com/123456.html"),
    ("medium", "article", "https://plums.example/how-to-can-plums-1a2b3c4d5e6f?source=rss", "https://plums.example/how-to-can-plums-1a2b3c4d5e6f"),
    ("medium", "article", "https://medium.com/@jane/plum-jam-15fd2dd8f07b?sk=1", "https://medium.com/@jane/plum-jam-15fd2dd8f07b"),
    ("myspace", "profile", "https://myspace.com/tom/music/songs", "https://myspace.com/tom/music/songs"),
    ("nextdoor", "page", "https://nextdoor.com/pages/plum-farm-austin-tx/", "https://nextdoor.com/pages/plum-farm-austin-tx/"),
    ("okru", "post", "https://m.ok.ru/group/51234567890123/topic/151234567890123", "https://ok.ru/group/51234567890123/topic/151234567890123"),
    ("pinterest", "post", "https://in.pinterest.com/pin/123/sent/?invite_code=x", "https://www.pinterest.com/pin/123/"),
    ("pinterest", "board", "https://www.pinterest.co.uk/acme/plum-cakes?nic_v3=1", "https://www.pinterest.com/acme/plum-cakes/"),
    ("producthunt", "post", "https://www.producthunt.com/posts/plum?ref=home", "https://www.producthunt.com/posts/plum"),
    ("proxy", "wrapper", "https://web.archive.org/web/20200101000000id_/http:/twitter.com/nasa?s=20", "https://x.com/nasa"),
    ("proxy", "wrapper", "https://my--site-example-com.translate.goog/a?_x_tr_sl=en", "https://my-site.example.com/a"),
    ("quora", "question", "https://es.quora.com/Qu%c3%a9-es?share=1", "https://es.quora.com/Qu%C3%A9-es"),
    ("reddit", "post", "https://amp.reddit.com/r/seo/comments/abc123/a_title?share_id=x", "https://www.reddit.com/r/seo/comments/abc123/a_title/"),
    ("reddit", "comment", "https://old.reddit.com/r/seo/comments/abc123/a_title/def456/?context=3", "https://www.reddit.com/r/seo/comments/abc123/comment/def456/"),
    ("shopify", "product", "https://shop.example/collections/jam/products/plum-jam?variant=1", "https://shop.example/products/plum-jam"),
    ("slack", "comment", "https://acme.slack.com/archives/C024BE91L/p1712345678901234?thread_ts=1.1&cid=C024BE91L", "https://acme.slack.com/archives/C024BE91L/p1712345678901234"),
    ("snapchat", "profile", "https://www.snapchat.com/add/jane?share_id=x", "https://www.snapchat.com/@jane"),
    ("squarespace", "article", "https://example.com/journal/2017/7/12/plum-jam?format=amp", "https://example.com/journal/2017/7/12/plum-jam"),
    ("stackexchange", "comment", "https://stackoverflow.com/questions/12/how-to/67?noredirect=1#comment5_67", "https://stackoverflow.com/questions/12/how-to"),
    ("stackexchange", "question", "https://de.stackoverflow.com/questions/12?rq=1", "https://de.stackoverflow.com/questions/12"),
    ("static", "article", "https://acme.github.io/blog/plum-jam", "https://acme.github.io/blog/plum-jam"),
    ("substack", "article", "https://open.substack.com/pub/jane/p/plum-jam?r=1", "https://jane.substack.com/p/plum-jam"),
    ("telegram", "post", "https://durov.t.me/12", "https://t.me/durov/12"),
    ("telegram", "post", "https://telegram.me/s/durov/12?before=20", "https://t.me/durov/12"),
    ("threads", "post", "https://www.threads.net/@acme/post/CuVwXyZ?xmt=AQ", "https://www.threads.com/@acme/post/CuVwXyZ"),
    ("tiktok", "video", "https://www.tiktok.com/%40acme/video/123456789?_r=1&_t=8", "https://www.tiktok.com/@acme/video/123456789"),
    ("tripadvisor", "page", "https://www.tripadvisor.co.uk/Hotel_Review-g1-d2-Reviews-Acme_Inn.html", "https://www.tripadvisor.co.uk/Hotel_Review-g1-d2-Reviews-Acme_Inn.html"),
    ("trustpilot", "page", "https://de.trustpilot.com/review/example.com/?utm_medium=x", "https://de.trustpilot.com/review/example.com"),
    ("tumblr", "post", "https://acme.tumblr.com/post/123456/plum-jam/amp", "https://acme.tumblr.com/post/123456/plum-jam"),
    ("twitch", "short_video", "https://m.twitch.tv/acme/clip/PlumJam-x1?parent=y", "https://www.twitch.tv/acme/clip/PlumJam-x1"),
    ("typepad", "article", "https://acme.typepad.com/weblog/2009/03/plum-jam.html", None),
    ("vimeo", "video", "https://vimeo.com/channels/staffpicks/148751763?autoplay=1", "https://vimeo.com/148751763"),
    ("vk", "post", "https://m.vk.ru/acme?w=wall-23538238_35", "https://vk.com/wall-23538238_35"),
    ("web", "short_link", "https://bit.ly/3AbCdEf", None),
    ("webflow", "article", "https://acme.webflow.io/blog/plum-jam", "https://acme.webflow.io/blog/plum-jam"),
    ("weibo", "post", "https://www.weibo.com/7827771738/N4xlMvjhI?type=comment", "https://weibo.com/7827771738/N4xlMvjhI"),
    ("wix", "article", "https://acme.wixsite.com/site/post/plum-jam?lightbox=x", "https://acme.wixsite.com/site/post/plum-jam"),
    ("wordpress", "comment", "https://example.com/2024/05/26/plum-jam/?replytocom=5#respond", "https://example.com/2024/05/26/plum-jam/"),
    ("wordpress", "comment", "https://example.com/plum-jam/#comment-7", "https://example.com/plum-jam/"),
    ("wordpress", "article", "https://example.com/index.php?p=123&utm_source=x", "https://example.com/?p=123"),
    ("x", "post", "https://mobile.twitter.com/nasa/statuses/123/photo/1?s=46&t=x", "https://x.com/nasa/status/123"),
    ("x", "post", "https://twitter.com/#!/nasa/status/123", "https://x.com/nasa/status/123"),
    ("yelp", "review", "https://m.yelp.co.uk/biz/plum-farm?hrid=x&osq=y", "https://www.yelp.co.uk/biz/plum-farm"),
    ("youtube", "video", "https://music.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=43s", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
    ("youtube", "profile", "https://www.youtube.com/c/acme/videos", "https://www.youtube.com/c/acme"),
]  # fmt: skip


@pytest.mark.parametrize(("platform", "kind", "url", "canonical"), ROWS, ids=[row[2] for row in ROWS])
def test_row(platform: str, kind: str, url: str, canonical: str | None) -> None:
    address = read_address(url)
    assert (address.platform, address.kind, address.canonical) == (platform, kind, canonical)


def test_every_platform_has_a_row() -> None:
    assert {row[0] for row in ROWS} == {platform.id for platform in load()}
