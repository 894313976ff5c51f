use super::*;

fn headers(line: &str) -> Vec<String> {
    line.split(',').map(str::to_owned).collect()
}

/// Which header each target got, `-` for none.
fn mapping(line: &str, targets: &[Target<'_>]) -> Vec<(String, String)> {
    let headers = headers(line);
    let found = guess(&headers, targets);
    let named = targets.iter().zip(found).filter_map(|(target, index)| {
        let header = headers.get(index?)?;
        Some((target.key.to_owned(), header.clone()))
    });
    named.collect()
}

#[track_caller]
fn maps(line: &str, targets: &[Target<'_>], expected: &str) {
    let mut found: Vec<String> =
        mapping(line, targets).into_iter().map(|(key, header)| format!("{key}={header}")).collect();
    let mut expected: Vec<&str> = expected.split(',').collect();
    found.sort();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn the_columns_of_another_crm_find_their_fields() {
    maps(
        "LEADID,Last Name,Company,Lead Owner,Email,Mobile,Website,Industry,Lead Source,Lead Status,Created Time,CONVERTED,month_Created Time1",
        LEAD_TARGETS,
        "external_id=LEADID,contact=Last Name,company=Company,owner=Lead Owner,email=Email,mobile=Mobile,\
         website=Website,company_type=Industry,source=Lead Source,status=Lead Status,submitted_at=Created Time",
    );
    maps(
        "TASKID,Call Start Time,Call Duration (in seconds),Call Owner,Call Owner Id,Subject,Call Type,Call Purpose,Billable,Created Time,Modified Time,CONTACTID,ACCOUNTID,POTENTIALID,LEADID,Call Duration (in minutes),Who Id Id,What Id,SEMODULE",
        RECORD_TARGETS,
        "external_id=TASKID,happened_at=Call Start Time,duration_seconds=Call Duration (in seconds),\
         duration_minutes=Call Duration (in minutes),author=Call Owner,subject=Subject,direction=Call Type,\
         purpose=Call Purpose,created_at=Created Time,updated_at=Modified Time,lead=LEADID",
    );
    maps(
        "EVENTID,Event Owner,Event Owner Id,Subject,Start DateTime,End DateTime,Created Time,Modified Time,CONTACTID,ACCOUNTID,POTENTIALID,LEADID,Who Id Id,What Id,SEMODULE",
        EVENT_TARGETS,
        "external_id=EVENTID,owner=Event Owner,subject=Subject,starts_at=Start DateTime,ends_at=End DateTime,\
         created_at=Created Time,updated_at=Modified Time,lead=LEADID",
    );
    maps(
        "USER_ID,First Name,Last Name,Email",
        USER_TARGETS,
        "external_id=USER_ID,first_name=First Name,name=Last Name,email=Email",
    );
}

#[test]
fn chinese_columns_find_their_fields() {
    maps(
        "单号,姓名,昵称,手机,电话,邮箱,传真,微信,QQ,详细地址,邮编,企业名称,企业官网,企业类型,部门,职务,负责业务,备注,状态,来源,应用,专管销售员,提交时间",
        LEAD_TARGETS,
        "number=单号,contact=姓名,nickname=昵称,mobile=手机,phone=电话,email=邮箱,fax=传真,wechat=微信,qq=QQ,\
         address=详细地址,postcode=邮编,company=企业名称,website=企业官网,company_type=企业类型,department=部门,\
         position=职务,business=负责业务,remarks=备注,status=状态,source=来源,intake=应用,owner=专管销售员,\
         submitted_at=提交时间",
    );
}

#[test]
fn accounts_and_contacts_of_another_crm_find_their_fields() {
    maps(
        "ACCOUNTID,Account Name,Account Owner Id,Account Owner,Account Type,Industry,Website,Tasks Involved,Events Involved,Calls Involved,Activities Involved",
        CUSTOMER_TARGETS,
        "external_id=ACCOUNTID,name=Account Name,owner=Account Owner,type=Account Type,industry=Industry,\
         website=Website",
    );
    maps(
        "CONTACTID,Last Name,Contact Owner Id,Contact Owner,Account Id,Email,Lead Source,Mobile,Created Time",
        CONTACT_TARGETS,
        "external_id=CONTACTID,name=Last Name,customer=Account Id,email=Email,mobile=Mobile",
    );
}

#[test]
fn chinese_columns_of_customers_and_contacts_find_their_fields() {
    maps(
        "客户编号,客户名称,手机,电话,邮箱,城市,省份,详细地址,客户状态,客户级别,客户类型,客户来源,行业,规模,专管销售员,备注",
        CUSTOMER_TARGETS,
        "number=客户编号,name=客户名称,mobile=手机,phone=电话,email=邮箱,city=城市,region=省份,address=详细地址,\
         status=客户状态,level=客户级别,type=客户类型,source=客户来源,industry=行业,size=规模,owner=专管销售员,\
         description=备注",
    );
    maps(
        "姓名,称谓,部门,职务,手机,客户名称",
        CONTACT_TARGETS,
        "name=姓名,title=称谓,department=部门,position=职务,mobile=手机,customer=客户名称",
    );
}

#[test]
fn case_width_and_punctuation_do_not_matter() {
    maps(
        "e_mail,MOBILE-PHONE,ｃｏｍｐａｎｙ,lead  status",
        LEAD_TARGETS,
        "email=e_mail,mobile=MOBILE-PHONE,company=ｃｏｍｐａｎｙ,status=lead  status",
    );
}

#[test]
fn a_name_within_a_longer_header_is_a_last_resort() {
    maps(
        "客户手机号码(必填),您的公司名称,*联系人,Lead Owner Id",
        LEAD_TARGETS,
        "mobile=客户手机号码(必填),company=您的公司名称,contact=*联系人",
    );
}

#[test]
fn a_column_serves_one_target_and_a_target_has_one_column() {
    let headers = headers("手机,手机号,手机,Name,Last Name,Full Name,备注,备注");
    let mut found: Vec<usize> = guess(&headers, LEAD_TARGETS).into_iter().flatten().collect();
    let count = found.len();
    found.sort_unstable();
    found.dedup();
    assert_eq!(found.len(), count);
    assert_eq!(mapping("Phone,Mobile", LEAD_TARGETS).len(), 2);
}

#[test]
fn the_kind_of_a_table_shows_in_its_headers() {
    let kind_of = |line| kind(&headers(line));
    assert_eq!(kind_of("LEADID,Last Name,Company,Lead Owner,Email,Mobile"), Some(FileKind::Leads));
    assert_eq!(kind_of("单号,联系人,手机,企业名称"), Some(FileKind::Leads));
    assert_eq!(kind_of("姓名,手机"), Some(FileKind::Leads));
    assert_eq!(kind_of("TASKID,Call Start Time,Call Owner,Subject,LEADID"), Some(FileKind::Calls));
    assert_eq!(
        kind_of("EVENTID,Event Owner,Subject,Start DateTime,End DateTime,LEADID"),
        Some(FileKind::Events)
    );
    assert_eq!(kind_of("主题,单号,负责人,开始时间,结束时间,地点"), Some(FileKind::Events));
    assert_eq!(kind_of("USER_ID,First Name,Last Name,Email"), Some(FileKind::Users));
    assert_eq!(kind_of("ACCOUNTID,Account Name,Account Owner,Industry"), Some(FileKind::Customers));
    assert_eq!(kind_of("客户编号,客户名称,手机,客户级别,专管销售员"), Some(FileKind::Customers));
    assert_eq!(kind_of("Customer name,Kind,Mobile,E-mail,City,Owner"), Some(FileKind::Customers));
    assert_eq!(kind_of("Name,Mobile,Level,Status,Maturity"), Some(FileKind::Customers));
    assert_eq!(kind_of("CONTACTID,Last Name,Contact Owner,Account Id,Email"), Some(FileKind::Contacts));
    assert_eq!(kind_of("姓名,职务,手机,所属客户"), Some(FileKind::Contacts));
    assert_eq!(kind_of("Campaign Name,Type,Status,Start Date"), None);
    assert_eq!(kind_of("a,b,c"), None);
}
