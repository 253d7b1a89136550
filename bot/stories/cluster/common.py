"""Common words: in how many of a thousand texts each stands, so that a first poll can tell rare words from common.

Counted over English news and comment, rounded; the line of function words of other languages is an estimate.
Words are stemmed and cut as `tokens` gives them."""

TEXTS = 1000  # the shares below count as much as this many learned texts

_BANDS = {
    900: "and of the to",
    700: "a in",
    500: "for is on that",
    400: "it with",
    300: "as at by",
    250: "an are be from has",
    200: "have new this will",
    160: "but more s said was year",
    130: "about not or their use",
    100: (
        "all been can first he how intellig into like make one out over report say state than they time up we what "
        "which who"
    ),
    80: "after also announc could his i most now other peopl presid some there u when work you",
    65: (
        "accord call come compani do get govern health help if includ just last nation our power so take two us week "
        "were would"
    ),
    50: (
        "base busi data day even face go had high hous lead learn mani market may need next no plan provid recent "
        "secur servic show such support system them through today top trump way while world"
    ),
    40: (
        "against american back becom befor big both care chang control countri creat depart develop down dure end "
        "expect feder find global group here increas industri law leader look made major month move much news offer "
        "onli part process program public question releas research right run see self set should speech start still "
        "technolog these thursday unit want well where whi white your"
    ),
    32: (
        "add administr allow ani around becaus better between build challeng citi continu deal decis differ drive "
        "futur give grow human inform issu job key latest launch manag media monday off offic offici open own person "
        "point polici rais sinc stori talk team thing think those three tri tuesday under washington"
    ),
    26: (
        "across advanc agenc alreadi america among anoth ask bring car case center concern critic current deliv "
        "democrat earli effort everi few focus follow forc former found friday general good hand head highlight home "
        "import improv keep know larg live long machin mean meet might natur near network number oper order place "
        "polit potenti problem project push put race re real relat result second sever share she sign studi term "
        "test then told turn universiti video wednesday whether without york"
    ),
    21: (
        "act action address analysi appear area author believ best campaign chief china claim clear close com comput "
        "confer consid cut d decad deep demand design did discuss doe effect elect event execut expert far fight "
        "final financi five fund game growth healthcar her hope identifi imag john languag let level life limit line "
        "member name organiz parti past perform platform play polic possibl post predict press product promis propos "
        "protect rate reach record requir respons rule same seem solut sourc step strategi t train veri voic vote "
        "win yet"
    ),
    17: (
        "abl account ago ahead ai aim applic approach associ ban begin behind benefit bill california candid co "
        "complet cost custom debat despit detail digit each earlier educ emerg ever expand experi explain facebook "
        "fact featur field firm four free full googl great happen hit hold howev impact initi internat invest "
        "investig involv join known lawmak least leav led left lot mark million model money must my north old "
        "opportun percent posit publish r read remain replac reveal rise risk role school senat seri signific social "
        "spend stop success suggest target tech though too tool toward track trend understand unveil vehicl view "
        "vision"
    ),
    14: (
        "access activ actual addit again age aid along answer appli arm assist attack bank boost c came capabl capit "
        "ceo chanc charg check citizen cnn congress connect consum convers cours court cover dec describ direct "
        "director donald econom edg exampl fail famili form further gain generat hour idea insid institut insur "
        "interest interview introduc less littl local low mass matter me measur medic messag militari mr night note "
        "often onc onlin patient pay photo practic present presidenti previous primari privat progress quick realiti "
        "realli reason receiv recognit reduc regul repres review robot safeti search secretari seek seen short small "
        "someth south speak speaker special specif stage standard statement street student sunday tell third "
        "thousand threat took trade travel twitter via war warn watch wide within women word worker"
    ),
    12: (
        "abil achiev almost annual automat aw away biggest buy certain class combin common communiti confirm "
        "controversi convent corpor decemb defens deploy doctor document economi enough enter everyth express eye "
        "fast fear file fire forecast giant given hard hear him host integr internet kill kind las late legal legisl "
        "list m massiv morn never opinion page particular partner pass phone pick player popular prepar prevent "
        "produc rang readi region respond return road roll round russia san scienc select senior sens side six size "
        "soon stand strong surveil survey task togeth until user vega"
    ),
    10: (
        "adopt advantag agre agreement air airport alway amount ap approv arriv attempt avail avoid battl beyond "
        "bias black block board border break budget built camera cancer carri caus chines chip choic collect comment "
        "communic compar competit conduct core death decid demonstr detect determin district dont driven drop drug "
        "due e email employ employe enabl energi enforc engin ensur era especi establish ethic exist fall feel figur "
        "financ foreign forward founder friend front fulli goal goe got ground held higher histor histori huge "
        "implement individu innov instead intel januari journal largest light main man manufactur middl mind minist "
        "moment n novemb object p parent period pressur privaci profil reuter revenu rival sale save scale scientist "
        "sen serv shift singl site softwar status surpris taken tax texa thank tradit transform trial true union "
        "updat valu various veteran vice virtual visit wall web websit worri"
    ),
}
_FOREIGN = (
    "al ao ate au aus aux bei como con da das de dei del dem den der des dia die dos du ein el em en et fur il im je "
    "ki la le les lo los mai mas mit na nao ne nel nos nova o ob od os ou pa par para po por pour pri que se sem "
    "sich sin sobr son su sul sur ter um uma un una und une von vor y z za zu zum zur в для за и из к как на не о от "
    "по с у что الى بعد على عن في قبل مع من"
)
_FOREIGN_SHARE = 100

SHARES: dict[str, int] = dict.fromkeys(_FOREIGN.split(), _FOREIGN_SHARE) | {
    word: share for share, words in _BANDS.items() for word in words.split()
}
