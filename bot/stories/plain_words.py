"""Words that headlines are made of whatever they are about: no topic is asked for by them."""

from bot.stories.words import stem, word_set

PLAIN = frozenset(
    map(
        stem,
        word_set(
            "accuse act adapt add admit advance agree ai aim alert allege allow am amend amid announce another",
            "answer appeal approach approve aren't argue arrive article attend avoid await award aware back ban",
            "base battle become begin believe bid big bill block blog board body boost boss branch bring broad",
            "build business buy call campaign can can't cancel case cause center chain challenge chance change",
            "charge chief choose cite city claim clear client close collect come comment commission committee",
            "company complain complaint concern confirm consider continue corporate could couldn't council count",
            "country county court cover create crisis critic criticise criticism customer cut daily deal decide",
            "decision deep defend delay demand deny department describe despite detail develop did didn't",
            "director discuss do does doesn't don't draft draw drop easy emerge employ enable end enter entire",
            "error event ever every evidence exec executive expand expect expert explain explore expose extend",
            "face fail fall fear feel fight figure file fill final find fine firm five follow force form former",
            "four fourth free fresh front fund further future gain gap gather gave get give global go government",
            "grant grow guide had halt handle happen hard hasn't have haven't he head hear help her hide high his",
            "hit hold home hope huge idea improve incident include increase industry insider insist instead",
            "interview introduce investigate invite isn't issue it's item its job join judge keep key kind know",
            "label lack large late latest launch law lawmaker lawsuit lawyer lead leader leave let letter life",
            "like limit line link list little local long look lose loss low maker manage map mark market matter",
            "me mean meet member mention milestone mine miss mistake month move must my national near need never",
            "new next nine nobody none nothing notice number object offer office officer official old once open",
            "oppose option order organisation organization our outcry owner page paper part partner pass pay",
            "penalty people per person place plan plant plead point policy poll post potential power praise",
            "prepare press pressure prevent problem product program programme project promise prompt propose",
            "protest prove provide public publish pull push put question quiet quit raise reach read ready real",
            "reason recall receive record refuse region reject release rely remain remove renew reopen reply",
            "report request require research resident resign respond response rest result return reveal review",
            "rise risk role roll roundup rule run sale say scheme scrap second see seek sell send serve service",
            "set settle seven several share shop shopper short shouldn't show sign six slam small soft somebody",
            "something spark speak speed spend staff stage stand standard start state statement stay step stop",
            "store story strict strike study style sue suggest suit summit support surge survey suspend take talk",
            "target team tell test their them then they thing think third thousand threat three tie time today",
            "told top total town trade trial try turn two unit unveil urge us use user vendor verdict vote vow",
            "wait walk want warn wasn't watch way week weigh welcome were widen win withdraw woman won't work",
            "worker world worry worth wouldn't write wrong year yet you your yours",
        ),
    )
)
